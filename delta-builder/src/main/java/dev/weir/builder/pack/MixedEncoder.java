package dev.weir.builder.pack;

import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.Fields.BadField;
import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageModel;
import dev.weir.patcher.model.Learned;
import java.util.function.IntConsumer;

/** Writes windows of a mixed delta. Source: docs/protocol.md, section 11.2. */
public final class MixedEncoder {
  private static final int PROGRESS_STEP = 1 << 20;

  private final RangeEncoder coder = new RangeEncoder();
  private final Fields fields = new Fields();
  private final Learned learned;

  /**
   * @param tableBits the table of contexts has that power of two of slots
   */
  public MixedEncoder(int tableBits) {
    learned = new Learned(tableBits);
  }

  /**
   * Appends a window.
   *
   * @param baseOffset where {@code old} begins in the whole base
   * @param progress is told how many bytes are done, at most once for each MiB
   */
  public void window(
      byte[] old,
      long baseOffset,
      byte[] image,
      Layout layout,
      Covers covers,
      IntConsumer progress) {
    try {
      fields.size(coder, image.length);
      fields.offset(coder, baseOffset);
      fields.size(coder, old.length);
      describe(layout, covers.count());
      Covers written = new Covers(covers.count());
      for (int i = 0; i < covers.count(); i++) {
        fields.cover(coder, written, covers, old.length, image.length);
      }
    } catch (BadField e) {
      throw new IllegalStateException(e);
    }
    Addresses addresses = new Addresses(layout, new CoverMap(covers));
    bytes(new ImageModel(learned, Bytes.of(old), addresses), image, covers, progress);
  }

  private void describe(Layout layout, int covers) throws BadField {
    fields.machine(coder, layout.machine());
    fields.size(coder, layout.oldSpans().size());
    fields.size(coder, layout.newSpans().size());
    fields.size(coder, layout.regions().size());
    fields.size(coder, covers);
    for (var span : layout.oldSpans()) {
      fields.span(coder, span);
    }
    for (var span : layout.newSpans()) {
      fields.span(coder, span);
    }
    int from = 0;
    for (var region : layout.regions()) {
      from = fields.region(coder, region, from).end();
    }
  }

  private void bytes(ImageModel model, byte[] image, Covers covers, IntConsumer progress) {
    int at = 0;
    for (int i = 0; i < covers.count(); i++) {
      at = fresh(model, image, at, covers.newStart(i));
      model.beginCover(covers.oldStart(i));
      for (int into = 0; into < covers.length(i); into++) {
        model.covered(coder, image[at] & 0xff, into, covers.length(i) - into - 1);
        if (++at % PROGRESS_STEP == 0) {
          progress.accept(at);
        }
      }
    }
    fresh(model, image, at, image.length);
    progress.accept(image.length);
  }

  private int fresh(ImageModel model, byte[] image, int from, int end) {
    for (int at = from; at < end; at++) {
      model.uncovered(coder, image[at] & 0xff);
    }
    return end;
  }

  /** The windows; nothing may follow. */
  public byte[] end() {
    return coder.end();
  }
}

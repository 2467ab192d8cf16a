package dev.weir.builder.pack;

import dev.weir.patcher.container.Piece;
import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.Fields.BadField;
import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Writes a mixed delta: the pieces of the base, then windows of the content. A piece of the image
 * stands where its content begins. It is handed over as it is made, so that little is kept. Source:
 * docs/protocol.md, section 11.2.
 */
public final class MixedEncoder {
  /** What is settled is handed over each time so many bytes are done. */
  private static final int STEP = 1 << 20;

  private final OutputStream out;
  private final Packing packing;
  private final SymbolCoder coder;
  private final Fields fields = new Fields();
  private final Iterator<Piece> pieces;
  private long pieceLeft;

  private MixedEncoder(
      OutputStream out, Packing packing, List<Piece> oldPieces, List<Piece> newPieces) {
    this.out = out;
    this.packing = packing;
    this.coder = packing.coder();
    this.pieces = newPieces.iterator();
    this.pieceLeft = newPieces.isEmpty() ? Long.MAX_VALUE : 0;
    for (Piece piece : oldPieces) {
      write(() -> fields.oldPiece(coder, piece));
    }
  }

  /**
   * Predictions are mixed.
   *
   * @param out is not closed
   * @param tableBits the table of contexts has that power of two of slots
   * @param oldPieces of the base; none where it is used as it is
   * @param newPieces of the image; none where neither image has packed pieces
   */
  public static MixedEncoder mixing(
      OutputStream out, int tableBits, List<Piece> oldPieces, List<Piece> newPieces) {
    return new MixedEncoder(out, new MixingPacking(tableBits), oldPieces, newPieces);
  }

  /**
   * Differences are packed by LZMA.
   *
   * @param out is not closed
   * @param frameBytes what a frame may hold, in bytes
   */
  public static MixedEncoder lzma(
      OutputStream out, int frameBytes, List<Piece> oldPieces, List<Piece> newPieces) {
    return new MixedEncoder(out, new FramePacking(frameBytes), oldPieces, newPieces);
  }

  /**
   * Appends a window.
   *
   * @param oldOffset where {@code old} begins in the whole old content
   * @param progress is told how many bytes are done, at most once for each MiB
   */
  public void window(
      byte[] old,
      long oldOffset,
      byte[] content,
      Layout layout,
      Covers covers,
      IntConsumer progress)
      throws IOException {
    beginPiece();
    write(
        () -> {
          fields.size(coder, content.length);
          fields.offset(coder, oldOffset);
          fields.size(coder, old.length);
          describe(layout, covers.count());
          Covers written = new Covers(covers.count());
          for (int i = 0; i < covers.count(); i++) {
            fields.cover(coder, written, covers, old.length, content.length);
          }
        });
    Addresses addresses = new Addresses(layout, new CoverMap(covers));
    bytes(packing.window(Bytes.of(old), addresses), content, covers, progress);
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

  private void bytes(ImageCoding model, byte[] content, Covers covers, IntConsumer progress)
      throws IOException {
    int at = 0;
    for (int i = 0; i < covers.count(); i++) {
      at = fresh(model, content, at, covers.newStart(i), progress);
      for (int into = 0; into < covers.length(i); into++) {
        beginPiece();
        if (into == 0) {
          model.beginCover(covers.oldStart(i));
        }
        model.covered(content[at] & 0xff, into, covers.length(i) - into - 1);
        done(++at, progress);
      }
    }
    fresh(model, content, at, content.length, progress);
    progress.accept(content.length);
  }

  private int fresh(ImageCoding model, byte[] content, int from, int end, IntConsumer progress)
      throws IOException {
    for (int at = from; at < end; ) {
      beginPiece();
      model.uncovered(content[at] & 0xff);
      done(++at, progress);
    }
    return end;
  }

  private void done(int bytes, IntConsumer progress) throws IOException {
    pieceLeft--;
    if (bytes % STEP == 0) {
      packing.drain(out);
      progress.accept(bytes);
    }
  }

  /** Says what the content from here on is a piece of, where one begins. */
  private void beginPiece() {
    if (pieceLeft == 0) {
      Piece piece = pieces.next();
      write(() -> fields.newPiece(coder, piece));
      pieceLeft = piece.content();
    }
  }

  private interface Writing {
    void run() throws BadField;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (BadField e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands over the rest; nothing may follow. */
  public void end() throws IOException {
    packing.end(out);
  }
}

package dev.weir.patcher.apply;

import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window of the content: its fields, then its bytes. Source: docs/protocol.md, section 11.2.
 *
 * <pre>
 * part     reads                          then
 * SIZES    sizes, instruction set, counts OLD_SPAN
 * OLD_SPAN one span                       again, then NEW_SPAN
 * NEW_SPAN one span                       again, then REGION
 * REGION   one region                     again, then COVER
 * COVER    one cover                      again, then BYTES
 * BYTES    one byte                       again, until the window is whole
 * </pre>
 */
final class Window {
  /** Largest window of the new image and of the base, in bytes. */
  static final int MOST = 1 << 28;

  /** All windows but the last have at least that many bytes of the new image. */
  static final int LEAST = 1 << 20;

  private enum Part {
    SIZES,
    OLD_SPAN,
    NEW_SPAN,
    REGION,
    COVER,
    BYTES
  }

  private final MixedHeader declared;
  private final BaseImage base;
  private final Models models;
  private final SymbolSource source;
  private final Fields fields;
  private final long contentLeft;

  private Part part = Part.SIZES;
  private int itemsLeft;
  private int newBytes;
  private long oldFrom;
  private int oldBytes;
  private Machine machine = Machine.NONE;
  private int newSpansToRead;
  private int regionsToRead;
  private int coversToRead;
  private final List<Span> oldSpans = new ArrayList<>();
  private final List<Span> newSpans = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private Covers covers = new Covers(0);
  private Optional<ImageCoding> bytes = Optional.empty();
  private int cover;
  private int position;

  /**
   * @param base the old content
   * @param contentLeft how many bytes of content this window and those after it have
   */
  Window(MixedHeader declared, BaseImage base, Models models, Fields fields, long contentLeft) {
    this.declared = declared;
    this.base = base;
    this.models = models;
    this.source = models.source();
    this.fields = fields;
    this.contentLeft = contentLeft;
  }

  /** Whether bytes come next, not fields. */
  boolean isInBytes() {
    return part == Part.BYTES;
  }

  /** Whether its last byte has come. */
  boolean ended() {
    return isInBytes() && position == newBytes;
  }

  /** Reads the next field. */
  void field() throws Fields.BadField {
    switch (part) {
      case SIZES -> sizes();
      case OLD_SPAN -> oldSpans.add(fields.span(source, Fields.NO_SPAN));
      case NEW_SPAN -> newSpans.add(fields.span(source, Fields.NO_SPAN));
      case REGION -> {
        int from = regions.isEmpty() ? 0 : regions.get(regions.size() - 1).end();
        regions.add(fields.region(source, Fields.NO_REGION, from));
      }
      case COVER -> fields.cover(source, covers, covers, oldBytes, newBytes);
      case BYTES -> throw new IllegalStateException(part.name());
    }
    itemsLeft--;
    while (itemsLeft <= 0 && part != Part.BYTES) {
      nextPart();
    }
  }

  private void sizes() throws Fields.BadField {
    int least = (int) Math.min(LEAST, contentLeft);
    newBytes = limited(fields.size(source, 0), Math.min(MOST, contentLeft), least, "window");
    oldFrom = fields.offset(source, 0);
    oldBytes = limited(fields.size(source, 0), MOST, 0, "window of the base");
    if (oldFrom > base.size() - oldBytes) {
      throw new Fields.BadField(
          "window of " + oldBytes + " bytes from " + oldFrom + " of a base of " + base.size());
    }
    machine = fields.machine(source, Machine.NONE);
    if ((declared.machines() >> machine.number() & 1) == 0) {
      throw new Fields.BadField("instruction set " + machine + " is not declared");
    }
    itemsLeft = 1 + limited(fields.size(source, 0), Layout.MOST, 0, "spans");
    newSpansToRead = limited(fields.size(source, 0), Layout.MOST, 0, "spans");
    regionsToRead = limited(fields.size(source, 0), Layout.MOST, 0, "regions");
    coversToRead = limited(fields.size(source, 0), declared.mostCovers(), 0, "covers");
    covers = new Covers(coversToRead);
    part = Part.OLD_SPAN;
  }

  private static int limited(int value, long most, int least, String what) throws Fields.BadField {
    if (value < least || value > most) {
      throw new Fields.BadField(what + ": " + value + "; may be " + least + " to " + most);
    }
    return value;
  }

  private void nextPart() {
    switch (part) {
      case OLD_SPAN -> goTo(Part.NEW_SPAN, newSpansToRead);
      case NEW_SPAN -> goTo(Part.REGION, regionsToRead);
      case REGION -> goTo(Part.COVER, coversToRead);
      case COVER -> {
        bytes = Optional.of(coding());
        part = Part.BYTES;
      }
      case SIZES, BYTES -> throw new IllegalStateException(part.name());
    }
  }

  private void goTo(Part next, int items) {
    part = next;
    itemsLeft = items;
  }

  private ImageCoding coding() {
    Layout layout = new Layout(machine, oldSpans, newSpans, regions);
    Addresses addresses = new Addresses(layout, new CoverMap(covers));
    return models.window(new BaseWindow(base, oldFrom, oldBytes), addresses);
  }

  /**
   * Makes the next bytes, {@code most} at most.
   *
   * @param most at least 1
   * @return how many; at least 1
   */
  int bytes(byte[] into, int at, int most) {
    ImageCoding coding = bytes.orElseThrow();
    int start = cover == covers.count() ? newBytes : covers.newStart(cover);
    int made =
        position < start
            ? uncovered(coding, into, at, Math.min(most, start - position))
            : covered(coding, into, at, most, position - start);
    position += made;
    return made;
  }

  private static int uncovered(ImageCoding coding, byte[] into, int at, int most) {
    int row = coding.uncoveredRow(into, at, most);
    if (row == 0) {
      into[at] = (byte) coding.uncovered(0);
    }
    return Math.max(1, row);
  }

  private int covered(ImageCoding coding, byte[] into, int at, int most, int before) {
    if (before == 0) {
      coding.beginCover(covers.oldStart(cover));
    }
    int left = covers.length(cover) - before;
    int row = coding.coveredRow(into, at, Math.min(most, left));
    if (row == 0) {
      into[at] = (byte) coding.covered(0, before, left - 1);
      row = 1;
    }
    cover += row == left ? 1 : 0;
    return row;
  }

  /** Visits all of it; only while it is in its bytes. */
  void state(State state) throws IOException {
    newBytes = state.number(newBytes);
    oldFrom = state.number(oldFrom);
    oldBytes = state.number(oldBytes);
    machine = Machine.numbered(state.number(machine.number())).orElse(Machine.NONE);
    spans(state, oldSpans);
    spans(state, newSpans);
    regions(state);
    covers = Covers.state(state, covers);
    cover = state.number(cover);
    position = state.number(position);
    part = Part.BYTES;
    if (bytes.isEmpty()) {
      bytes = Optional.of(coding());
    }
    bytes.get().state(state);
  }

  private static void spans(State state, List<Span> spans) throws IOException {
    int count = state.number(spans.size());
    for (int i = 0; i < count; i++) {
      Span span = Span.state(state, i < spans.size() ? spans.get(i) : Fields.NO_SPAN);
      put(spans, i, span);
    }
  }

  private void regions(State state) throws IOException {
    int count = state.number(regions.size());
    for (int i = 0; i < count; i++) {
      put(regions, i, Region.state(state, i < regions.size() ? regions.get(i) : Fields.NO_REGION));
    }
  }

  private static <T> void put(List<T> list, int at, T value) {
    if (at == list.size()) {
      list.add(value);
    }
  }
}

package dev.weir.patcher.apply;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.mixing.RangeDecoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageModel;
import dev.weir.patcher.model.Learned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the image of a mixed delta. It is fed pieces of any size as they come and gives what they
 * make, like {@link java.util.zip.Inflater}: feed with {@link #input}, take with {@link #output}
 * until that gives nothing, feed again; {@link #endInput} after the last piece. Memory does not
 * grow with payload or image. Source: docs/protocol.md, section 11.
 *
 * <pre>
 * part     reads                          then
 * HEADER   what the delta needs           WINDOW
 * WINDOW   sizes, instruction set, counts OLD_SPAN
 * OLD_SPAN one span                       again, then NEW_SPAN
 * NEW_SPAN one span                       again, then REGION
 * REGION   one region                     again, then COVER
 * COVER    one cover                      again, then BYTES
 * BYTES    one byte                       again, then WINDOW, or END after the image's last byte
 * END      nothing
 * </pre>
 */
public final class MixedPatch {
  /** Largest window of the new image and of the base, in bytes. */
  public static final int MOST_WINDOW = 1 << 28;

  /** All windows but the last have at least that many bytes of the new image. */
  public static final int LEAST_WINDOW = 1 << 20;

  private enum Part {
    HEADER,
    WINDOW,
    OLD_SPAN,
    NEW_SPAN,
    REGION,
    COVER,
    BYTES,
    END
  }

  private final BaseImage base;
  private final long imageBytes;
  private final long memoryLimit;
  private final byte[] header = new byte[MixedHeader.SIZE];
  private final RangeDecoder coder = new RangeDecoder();
  private final Fields fields = new Fields();
  private Optional<MixedHeader> declared = Optional.empty();
  private Optional<Learned> learned = Optional.empty();
  private Optional<ImageModel> model = Optional.empty();
  private Part part = Part.HEADER;
  private int headerBytes;
  private boolean inputEnded;
  private long made;

  private int newBytes;
  private long oldFrom;
  private int oldBytes;
  private Machine machine = Machine.NONE;
  private int itemsLeft;
  private int newSpansToRead;
  private int regionsToRead;
  private int coversToRead;
  private final List<Span> oldSpans = new ArrayList<>();
  private final List<Span> newSpans = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private Covers covers = new Covers(0);
  private int cover;
  private int position;

  /**
   * Begins.
   *
   * @param base of the delta; its digest is for the caller to check
   * @param imageBytes how long the image must be
   * @param memoryLimit in bytes
   */
  public MixedPatch(BaseImage base, long imageBytes, long memoryLimit) {
    this.base = base;
    this.imageBytes = imageBytes;
    this.memoryLimit = memoryLimit;
  }

  /** What decoding needs at most, in bytes. */
  public static long memory(int tableBits, int mostCovers) {
    return (4L << tableBits) + (long) mostCovers * Covers.BYTES_EACH + FIXED_MEMORY;
  }

  /** Mixers, refinements, corrections, buffers and what is small. */
  private static final int FIXED_MEMORY = 768 * 1024;

  /** Takes up to {@code length} bytes and says how many it took; 0 where output must be taken. */
  public int input(byte[] piece, int at, int length) throws BadPayload {
    int taken = 0;
    if (part == Part.HEADER) {
      taken = Math.min(length, MixedHeader.SIZE - headerBytes);
      System.arraycopy(piece, at, header, headerBytes, taken);
      headerBytes += taken;
      if (headerBytes == MixedHeader.SIZE) {
        begin(MixedHeader.decoded(header));
      }
    }
    return taken + coder.feed(piece, at + taken, length - taken);
  }

  /** Says that the payload is whole. */
  public void endInput() {
    inputEnded = true;
  }

  private void begin(MixedHeader found) throws BadPayload {
    if (found.baseBytes() != base.size()) {
      throw bad(8, "is for a base of " + found.baseBytes() + " bytes, not " + base.size());
    }
    if (found.imageBytes() != imageBytes) {
      throw bad(48, "makes " + found.imageBytes() + " bytes; the image has " + imageBytes);
    }
    long memory = memory(found.tableBits(), found.mostCovers());
    if (memory > memoryLimit) {
      throw bad(5, "decoding needs " + memory + " bytes of memory; may use " + memoryLimit);
    }
    declared = Optional.of(found);
    learned = Optional.of(new Learned(found.tableBits()));
    part = imageBytes == 0 ? Part.END : Part.WINDOW;
  }

  /**
   * Makes up to {@code length} bytes of the image.
   *
   * @return how many; 0 where more input is needed, or the image is whole
   * @throws BadPayload where the payload can't be the one
   * @throws IOException where the base can't be read
   */
  public int output(byte[] into, int at, int length) throws IOException {
    int count = 0;
    try {
      while (count < length && part != Part.END && canStep()) {
        if (part == Part.BYTES) {
          into[at + count++] = (byte) nextByte();
        } else {
          nextField();
        }
        if (coder.missing() > 0) {
          throw bad("the payload ends here, before the image does");
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (Fields.BadField e) {
      throw bad(e.rule());
    }
    return count;
  }

  private boolean canStep() throws BadPayload {
    if (part == Part.HEADER) {
      if (inputEnded) {
        throw bad(headerBytes, "ends inside the header");
      }
      return false;
    }
    boolean can = inputEnded || coder.waiting() >= RangeDecoder.MARGIN;
    if (can) {
      coder.begin();
    }
    return can;
  }

  /** Whether the image is whole. */
  public boolean ended() {
    return part == Part.END;
  }

  /** The instruction set of the window that is being made; none before the first. */
  public Machine machine() {
    return machine;
  }

  /** Bytes that were fed after the end, so far. */
  public int surplus() {
    return coder.waiting();
  }

  private void nextField() throws Fields.BadField {
    switch (part) {
      case WINDOW -> window();
      case OLD_SPAN -> oldSpans.add(fields.span(coder, Fields.NO_SPAN));
      case NEW_SPAN -> newSpans.add(fields.span(coder, Fields.NO_SPAN));
      case REGION -> {
        int from = regions.isEmpty() ? 0 : regions.get(regions.size() - 1).end();
        regions.add(fields.region(coder, Fields.NO_REGION, from));
      }
      case COVER -> fields.cover(coder, covers, covers, oldBytes, newBytes);
      case HEADER, BYTES, END -> throw new IllegalStateException(part.name());
    }
    itemsLeft--;
    while (itemsLeft <= 0 && part != Part.BYTES) {
      nextPart();
    }
  }

  private void window() throws Fields.BadField {
    long left = imageBytes - made;
    int least = (int) Math.min(LEAST_WINDOW, left);
    newBytes = limited(fields.size(coder, 0), Math.min(MOST_WINDOW, left), least, "window");
    oldFrom = fields.offset(coder, 0);
    oldBytes = limited(fields.size(coder, 0), MOST_WINDOW, 0, "window of the base");
    if (oldFrom > base.size() - oldBytes) {
      throw new Fields.BadField(
          "window of " + oldBytes + " bytes from " + oldFrom + " of a base of " + base.size());
    }
    machine = fields.machine(coder, Machine.NONE);
    itemsLeft = 1 + limited(fields.size(coder, 0), Layout.MOST, 0, "spans");
    newSpansToRead = limited(fields.size(coder, 0), Layout.MOST, 0, "spans");
    regionsToRead = limited(fields.size(coder, 0), Layout.MOST, 0, "regions");
    int mostCovers = declared.map(MixedHeader::mostCovers).orElse(0);
    coversToRead = limited(fields.size(coder, 0), mostCovers, 0, "covers");
    oldSpans.clear();
    newSpans.clear();
    regions.clear();
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
      case COVER -> beginBytes();
      case HEADER, WINDOW, BYTES, END -> throw new IllegalStateException(part.name());
    }
  }

  private void goTo(Part next, int items) {
    part = next;
    itemsLeft = items;
  }

  private void beginBytes() {
    Layout layout = new Layout(machine, oldSpans, newSpans, regions);
    Addresses addresses = new Addresses(layout, new CoverMap(covers));
    BaseWindow old = new BaseWindow(base, oldFrom, oldBytes);
    model = learned.map(tables -> new ImageModel(tables, old, addresses));
    position = 0;
    cover = 0;
    part = Part.BYTES;
  }

  private int nextByte() {
    ImageModel bytes = model.orElseThrow();
    int value;
    if (cover == covers.count() || position < covers.newStart(cover)) {
      value = bytes.uncovered(coder, 0);
    } else {
      int into = position - covers.newStart(cover);
      if (into == 0) {
        bytes.beginCover(covers.oldStart(cover));
      }
      int left = covers.length(cover) - into - 1;
      value = bytes.covered(coder, 0, into, left);
      if (left == 0) {
        cover++;
      }
    }
    made++;
    if (++position == newBytes) {
      part = made == imageBytes ? Part.END : Part.WINDOW;
    }
    return value;
  }

  private BadPayload bad(String rule) {
    return bad(MixedHeader.SIZE + coder.taken(), rule);
  }

  private static BadPayload bad(long at, String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, at, rule);
  }
}

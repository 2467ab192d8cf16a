package dev.weir.patcher.format;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.mixing.Numbers;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in a window besides its bytes, one item a call. Encoder and decoder call the same
 * methods; a decoder gives anything as what is wanted. Source: docs/protocol.md, section 11.2.
 */
public final class Fields {
  /** Nothing: for a decoder to give. */
  public static final Span NO_SPAN = new Span(0, 0, 0, 0);

  /** Nothing: for a decoder to give. */
  public static final Piece NO_PIECE = Piece.raw(0);

  /** Nothing: for a decoder to give. */
  public static final Region NO_REGION = new Region(0, 0, Region.Nature.CODE, 0, 0);

  private static final int HALF = 1 << 16;
  private static final int LOW_BITS = 30;

  private final Numbers sizes = new Numbers();
  private final Numbers halves = new Numbers();
  private final Numbers choices = new Numbers();
  private final Numbers gaps = new Numbers();
  private final Numbers lengths = new Numbers();
  private final Numbers jumps = new Numbers();
  private final Numbers styles = new Numbers();
  private final Numbers highs = new Numbers();

  /** What kind of piece follows which: packed and raw ones alternate in archives. */
  private final Numbers[] kinds = numbers();

  /** By kind. */
  private final Numbers[] contents = numbers();

  /** By kind. */
  private final Numbers[] packeds = numbers();

  private int lastKind;

  private static Numbers[] numbers() {
    Numbers[] each = new Numbers[Kind.COUNT];
    Arrays.setAll(each, i -> new Numbers());
    return each;
  }

  /** Visits what was learned. */
  public void state(State state) throws IOException {
    for (Numbers numbers : List.of(sizes, halves, choices, gaps, lengths, jumps, styles, highs)) {
      numbers.state(state);
    }
    for (Numbers[] each : List.of(kinds, contents, packeds)) {
      for (Numbers numbers : each) {
        numbers.state(state);
      }
    }
    lastKind = state.number(lastKind);
  }

  /** A size or count from 0 to 2^30 - 1. */
  public int size(SymbolCoder coder, int wanted) throws BadField {
    return atMost(coder.number(sizes, wanted), Span.MOST, "size");
  }

  /** An offset in the whole base, from 0 to 2^60 - 1. */
  public long offset(SymbolCoder coder, long wanted) throws BadField {
    long high = size(coder, (int) (wanted >>> LOW_BITS));
    return high << LOW_BITS | size(coder, (int) wanted & Span.MOST);
  }

  /** An instruction set. */
  public Machine machine(SymbolCoder coder, Machine wanted) throws BadField {
    int number = coder.number(choices, wanted.number());
    return Machine.numbered(number)
        .orElseThrow(() -> new BadField("instruction set " + number + " is not known"));
  }

  /** A span. */
  public Span span(SymbolCoder coder, Span wanted) throws BadField {
    int offset = size(coder, wanted.offset());
    int address = address(coder, wanted.address());
    int size = size(coder, wanted.size());
    int more = size(coder, wanted.memory() - wanted.size());
    return new Span(offset, address, size, atMost((long) size + more, Span.MOST, "size in memory"));
  }

  /**
   * A region.
   *
   * @param from where the region before it ends
   */
  public Region region(SymbolCoder coder, Region wanted, int from) throws BadField {
    int start = atMost((long) from + size(coder, wanted.start() - from), Span.MOST, "region");
    int length = size(coder, wanted.end() - wanted.start());
    int end = atMost((long) start + length, Span.MOST, "region");
    int number = coder.number(choices, wanted.nature().number());
    Region.Nature nature =
        Region.Nature.numbered(number)
            .orElseThrow(() -> new BadField("nature " + number + " is not known"));
    if (nature != Region.Nature.TABLE) {
      return new Region(start, end, nature, 0, 0);
    }
    int oldOrigin = address(coder, wanted.oldOrigin());
    return new Region(start, end, nature, oldOrigin, address(coder, wanted.newOrigin()));
  }

  /**
   * A cover, appended to {@code covers}.
   *
   * @param wanted the covers of which the next is coded; for a decoder {@code covers} itself
   * @param oldBytes size of the old image
   * @param newBytes size of the new image
   */
  public void cover(SymbolCoder coder, Covers covers, Covers wanted, int oldBytes, int newBytes)
      throws BadField {
    int next = covers.count();
    int newEnd = next == 0 ? 0 : covers.newEnd(next - 1);
    int oldEnd = next == 0 ? 0 : covers.oldEnd(next - 1);
    boolean writes = wanted.count() > next;
    int gap = coder.number(gaps, writes ? wanted.newStart(next) - newEnd : 0);
    int start = atMost((long) newEnd + gap, newBytes, "start of a cover");
    int jump = coder.signed(jumps, writes ? wanted.oldStart(next) - oldEnd - gap : 0);
    int length = coder.number(lengths, writes ? wanted.length(next) : 0);
    atMost((long) start + length, newBytes, "end of a cover");
    long oldStart = (long) oldEnd + gap + jump;
    if (length == 0 || oldStart < 0 || oldStart + length > oldBytes) {
      throw new BadField(
          "cover of " + length + " bytes from " + oldStart + " of a base window of " + oldBytes);
    }
    covers.add(start, (int) oldStart, length);
  }

  /** A piece of the base, with how many bytes it has there. */
  public Piece oldPiece(SymbolCoder coder, Piece wanted) throws BadField {
    return piece(coder, wanted, true);
  }

  /** A piece of the image; how many bytes it takes there will be seen. */
  public Piece newPiece(SymbolCoder coder, Piece wanted) throws BadField {
    return piece(coder, wanted, false);
  }

  private Piece piece(SymbolCoder coder, Piece wanted, boolean old) throws BadField {
    int number = coder.number(kinds[lastKind], wanted.kind().number());
    Kind kind;
    try {
      kind = Kind.of(number);
    } catch (BadPiece e) {
      throw new BadField(e.rule());
    }
    lastKind = number;
    long content = length(coder, contents[number], wanted.content());
    if (kind == Kind.RAW) {
      return Piece.raw(content);
    }
    int style = atMost(coder.number(styles, wanted.style()), HALF - 1, "style");
    int address = kind == Kind.DEFLATE ? 0 : address(coder, wanted.address());
    long packed = old ? length(coder, packeds[number], wanted.packed()) : 0;
    return new Piece(kind, style, address, content, packed);
  }

  private long length(SymbolCoder coder, Numbers low, long wanted) throws BadField {
    long high = atMost(coder.number(highs, (int) (wanted >>> LOW_BITS)), HALF - 1, "size");
    return high << LOW_BITS
        | atMost(coder.number(low, (int) wanted & Span.MOST), Span.MOST, "size");
  }

  private int address(SymbolCoder coder, int wanted) throws BadField {
    int high = atMost(coder.number(halves, wanted >>> 16), HALF - 1, "address");
    return high << 16 | atMost(coder.number(halves, wanted & (HALF - 1)), HALF - 1, "address");
  }

  private static int atMost(long value, int most, String what) throws BadField {
    if (value > most || value < 0) {
      throw new BadField(what + " is " + value + "; may be " + most);
    }
    return (int) value;
  }

  /** A field that breaks a rule; the decoder knows where. */
  public static final class BadField extends Exception {
    private final String rule;

    /** Says which rule, and the numbers. */
    public BadField(String rule) {
      super(rule, null, false, false);
      this.rule = rule;
    }

    /** Which rule, and the numbers. */
    public String rule() {
      return rule;
    }
  }
}

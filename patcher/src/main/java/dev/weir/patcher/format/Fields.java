package dev.weir.patcher.format;

import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.mixing.BitCoder;
import dev.weir.patcher.mixing.Numbers;

/**
 * What stands in a window besides its bytes, one item a call. Encoder and decoder call the same
 * methods; a decoder gives anything as what is wanted. Source: docs/protocol.md, section 11.2.
 */
public final class Fields {
  /** Nothing: for a decoder to give. */
  public static final Span NO_SPAN = new Span(0, 0, 0, 0);

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

  /** A size or count from 0 to 2^30 - 1. */
  public int size(BitCoder coder, int wanted) throws BadField {
    return atMost(sizes.code(coder, wanted), Span.MOST, "size");
  }

  /** An offset in the whole base, from 0 to 2^60 - 1. */
  public long offset(BitCoder coder, long wanted) throws BadField {
    long high = size(coder, (int) (wanted >>> LOW_BITS));
    return high << LOW_BITS | size(coder, (int) wanted & Span.MOST);
  }

  /** An instruction set. */
  public Machine machine(BitCoder coder, Machine wanted) throws BadField {
    int number = choices.code(coder, wanted.number());
    for (Machine machine : Machine.values()) {
      if (machine.number() == number) {
        return machine;
      }
    }
    throw new BadField("instruction set " + number + " is not known");
  }

  /** A span. */
  public Span span(BitCoder coder, Span wanted) throws BadField {
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
  public Region region(BitCoder coder, Region wanted, int from) throws BadField {
    int start = atMost((long) from + size(coder, wanted.start() - from), Span.MOST, "region");
    int length = size(coder, wanted.end() - wanted.start());
    int end = atMost((long) start + length, Span.MOST, "region");
    Region.Nature nature = nature(choices.code(coder, wanted.nature().number()));
    if (nature != Region.Nature.TABLE) {
      return new Region(start, end, nature, 0, 0);
    }
    int oldOrigin = address(coder, wanted.oldOrigin());
    return new Region(start, end, nature, oldOrigin, address(coder, wanted.newOrigin()));
  }

  private static Region.Nature nature(int number) throws BadField {
    for (Region.Nature nature : Region.Nature.values()) {
      if (nature.number() == number) {
        return nature;
      }
    }
    throw new BadField("nature " + number + " is not known");
  }

  /**
   * A cover, appended to {@code covers}.
   *
   * @param wanted the covers of which the next is coded; for a decoder {@code covers} itself
   * @param oldBytes size of the old image
   * @param newBytes size of the new image
   */
  public void cover(BitCoder coder, Covers covers, Covers wanted, int oldBytes, int newBytes)
      throws BadField {
    int next = covers.count();
    int newEnd = next == 0 ? 0 : covers.newEnd(next - 1);
    int oldEnd = next == 0 ? 0 : covers.oldEnd(next - 1);
    boolean writes = wanted.count() > next;
    int gap = gaps.code(coder, writes ? wanted.newStart(next) - newEnd : 0);
    int start = atMost((long) newEnd + gap, newBytes, "start of a cover");
    int jump = jumps.codeSigned(coder, writes ? wanted.oldStart(next) - oldEnd - gap : 0);
    int length = lengths.code(coder, writes ? wanted.length(next) : 0);
    atMost((long) start + length, newBytes, "end of a cover");
    long oldStart = (long) oldEnd + gap + jump;
    if (length == 0 || oldStart < 0 || oldStart + length > oldBytes) {
      throw new BadField(
          "cover of " + length + " bytes from " + oldStart + " of a base window of " + oldBytes);
    }
    covers.add(start, (int) oldStart, length);
  }

  private int address(BitCoder coder, int wanted) throws BadField {
    int high = atMost(halves.code(coder, wanted >>> 16), HALF - 1, "address");
    return high << 16 | atMost(halves.code(coder, wanted & (HALF - 1)), HALF - 1, "address");
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

package dev.weir.patcher.model;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.BitCoder;
import dev.weir.patcher.mixing.Decision;
import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * The model of the bytes of a new image. Inside a cover it is first decided whether the expected
 * byte comes, which is one cheap decision for nearly all bytes; one that does not, and one outside
 * of the covers, is coded bit by bit. The contexts were found by trial on firmware of five
 * instruction sets (docs/performance.md).
 */
public final class ImageModel implements ImageCoding {
  private static final int LANES = 4;
  private static final int BYTE_NODES = 256;

  /** From that length on it is asked whether the repetition goes on. */
  private static final int SURE_REPEAT = 8;

  private final BitCoder coder;
  private final Learned learned;
  private final int[] changes = new int[LANES];
  private final Bytes old;
  private final Recent made = new Recent();
  private final Expectation expectation;

  /** The last 32 bytes: 1 for each that was not expected. */
  private int surprises;

  private int expectedInARow;
  private int surprisesInWord;

  /** A pair of images, with what was learned from those before. */
  public ImageModel(BitCoder coder, Learned learned, Bytes old, Addresses addresses) {
    this.coder = coder;
    this.learned = learned;
    this.old = old;
    this.expectation = new Expectation(old, made, addresses);
  }

  @Override
  public void beginCover(int oldOffset) {
    expectation.begin(oldOffset);
    surprisesInWord = 0;
  }

  @Override
  public int covered(int wanted, int into, int left) {
    expectation.look();
    int expected = expectation.expected();
    int situation = (expectation.kind() * LANES + expectation.lane()) * 4 + expectation.dispute();
    int value = expected;
    if (decideHit(wanted == expected ? 1 : 0, situation, into, left) == 0) {
      value = missed(wanted, situation);
      changes[expectation.lane()] = (value - expectation.oldByte()) & 0xff;
      surprisesInWord |= 1 << expectation.lane();
      expectedInARow = 0;
      surprises = surprises << 1 | 1;
    } else {
      expectedInARow++;
      surprises <<= 1;
    }
    if (expectation.endsWord()) {
      surprisesInWord = 0;
    }
    made.add(value);
    expectation.came(value);
    return value;
  }

  private int decideHit(int wanted, int situation, int into, int left) {
    int at = expectation.oldAt();
    int expected = expectation.expected();
    int end = made.end();
    int last = made.at(end - 1);
    int word = old.word(at & ~3);
    Decision hit = learned.hit();
    int row = row(expectedInARow);
    int near = Math.min(7, bits(into >> 1));
    hit.context((surprises & 0xfff) << 7 | situation);
    hit.context(situation << 4 | row);
    hit.context(situation << 16 | expected << 8 | last);
    hit.context(both(word, situation));
    hit.context(both(last << 16 | made.at(end - 2) << 8 | expected, situation));
    hit.context((near << 3 | Math.min(7, bits(left >> 1))) << 9 | (surprises & 3) << 7 | situation);
    hit.context(both(surprises & 0xff, situation << 16 | surprisesInWord << 8 | expected));
    hit.context(both(changes[expectation.lane()], situation << 8 | expected));
    hit.context(both(surprises, situation));
    return hit.code(
        coder, wanted, situation * 2 + (surprises & 1), row << 6 | (surprises & 7) << 3 | near);
  }

  private int missed(int wanted, int situation) {
    int at = expectation.oldAt();
    int end = made.end();
    int lane = expectation.lane();
    int expected = expectation.expected();
    int oldByte = expectation.oldByte();
    int word = old.word(at & ~3);
    int around = old.at(at + 1) | old.at(at - 1) << 8 | oldByte << 16;
    int one = made.at(end - 1);
    int four = made.at(end - 4) | one << 8 | expected << 16;
    int changed = (oldByte + changes[lane]) & 0xff;
    Decision miss = learned.miss();
    int node = 1;
    for (int i = 7; i >= 0; i--) {
      int here = node | situation << 8;
      miss.context(both(expected, here));
      miss.context(both(expectation.alternative(), here | expected << 20));
      miss.context(both(one, here));
      miss.context(both(word, here));
      miss.context(both(changed, here));
      miss.context(here);
      miss.context(both(around, node | lane << 8));
      miss.context(both(four, node | lane << 8));
      miss.context(both(surprisesInWord, both(word, here)));
      int agrees = ((expected | 0x100) >> (i + 1)) == node ? 1 : 0;
      int left = ((situation << 1) & 0xfe) | agrees;
      int bit = miss.code(coder, (wanted >> i) & 1, left, i << 5 | situation >> 2);
      node = node << 1 | bit;
    }
    return node & 0xff;
  }

  @Override
  public int uncovered(int wanted) {
    Repeats repeats = learned.repeats();
    int value = repeats.expected();
    if (repeats.length() < SURE_REPEAT || decideRepeat(wanted == value ? 1 : 0) == 0) {
      value = fresh(wanted);
    }
    made.add(value);
    repeats.add(value);
    surprises = surprises << 1 | 1;
    expectedInARow = 0;
    return value;
  }

  /** Whether the repetition goes on: one decision in place of eight. */
  private int decideRepeat(int wanted) {
    Repeats repeats = learned.repeats();
    int end = made.end();
    int expected = repeats.expected();
    int situation = situation(repeats);
    int one = made.at(end - 1);
    Decision again = learned.again();
    again.context(situation);
    again.context(situation << 8 | expected);
    again.context(both(one << 8 | expected, repeats.surprises()));
    again.context(both(made.at(end - 2) << 16 | one << 8 | expected, situation >> 3));
    return again.code(coder, wanted, situation, expected);
  }

  /** How long the repetition is and how often it broke lately, from 0 to 63. */
  private static int situation(Repeats repeats) {
    int length = repeats.length();
    return Math.min(15, length < 16 ? length / 2 : 4 + bits(length)) << 2 | repeats.surprises();
  }

  private int fresh(int wanted) {
    int end = made.end();
    int lane = end & 3;
    int one = made.at(end - 1);
    int two = one | made.at(end - 2) << 8;
    int three = two | made.at(end - 3) << 16;
    int four = three | made.at(end - 4) << 24;
    Decision fresh = learned.fresh();
    Repeats repeats = learned.repeats();
    int repeated = repeats.length() == 0 ? 0 : repeats.expected() | 0x100;
    int situation = situation(repeats);
    int node = 1;
    for (int i = 7; i >= 0; i--) {
      fresh.context(node);
      fresh.context(both(lane, node | made.at(end - 4) << 8));
      fresh.context(both(one, node));
      fresh.context(both(two, node));
      fresh.context(both(three, node));
      fresh.context(both(four, both(made.at(end - 5), node)));
      fresh.context(both(one | lane << 8 | made.at(end - 3) << 16, node));
      boolean goesOn = repeated >> (i + 1) == node;
      int likely = goesOn ? 1 + (situation << 1 | ((repeated >> i) & 1)) : 0;
      fresh.context(likely << 16);
      int left = goesOn ? BYTE_NODES + likely - 1 : node;
      node = node << 1 | fresh.code(coder, (wanted >> i) & 1, left, lane << 8 | one);
    }
    return node & 0xff;
  }

  @Override
  public void state(State state) throws IOException {
    made.state(state);
    expectation.state(state);
    state.ints(changes);
    surprises = state.number(surprises);
    expectedInARow = state.number(expectedInARow);
    surprisesInWord = state.number(surprisesInWord);
  }

  /** How long the row of expected bytes is, on a scale from 0 to 15. */
  private static int row(int length) {
    return length < 8 ? length : Math.min(15, 7 + bits(length >> 3));
  }

  private static int bits(int value) {
    return 32 - Integer.numberOfLeadingZeros(value);
  }

  private static int both(int left, int right) {
    int hash = left * 0x2c1b3c6d ^ right * 0x297a2d39;
    hash ^= hash >>> 15;
    hash *= 0x85ebca6b;
    return hash ^ (hash >>> 13);
  }
}

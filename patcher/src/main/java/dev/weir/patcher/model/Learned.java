package dev.weir.patcher.model;

import dev.weir.patcher.mixing.Decision;
import dev.weir.patcher.mixing.Slots;
import dev.weir.patcher.state.State;
import java.io.IOException;

/** What coding one image has taught: one table of contexts, shared by three kinds of decision. */
public final class Learned {
  private static final int HIT_CONTEXTS = 9;
  private static final int MISS_CONTEXTS = 9;
  private static final int FRESH_CONTEXTS = 8;

  /** Text and data change sooner than code does. */
  private static final int FRESH_MEMORY = 24;

  private static final int REPEAT_CONTEXTS = 4;
  private static final int REPEAT_SITUATIONS = 64;
  private static final int FRESH_SITUATIONS = 384;

  /** Tables of more slots come with a long memory for repetitions. */
  private static final int LARGE_BITS = 20;

  private static final int SHORT_REPEATS = 15;
  private static final int LONG_REPEATS = 23;
  private static final int HIT_SITUATIONS = 256;
  private static final int BYTE_NODES = 256;
  private static final int MANY = 1024;

  private final Slots slots;
  private final Decision hit;
  private final Decision miss;
  private final Decision fresh;
  private final Decision again;
  private final Repeats repeats;

  /**
   * Nothing yet.
   *
   * @param bits the table has that power of two of slots, 4 bytes each
   */
  public Learned(int bits) {
    slots = new Slots(bits);
    hit = new Decision(slots, 1, HIT_CONTEXTS, HIT_SITUATIONS, MANY);
    miss = new Decision(slots, 2, MISS_CONTEXTS, BYTE_NODES, BYTE_NODES);
    fresh = new Decision(slots, 3, FRESH_CONTEXTS, FRESH_SITUATIONS, MANY, FRESH_MEMORY);
    again = new Decision(slots, 4, REPEAT_CONTEXTS, REPEAT_SITUATIONS, BYTE_NODES);
    repeats = new Repeats(repeatBits(bits));
  }

  private static int repeatBits(int bits) {
    return bits > LARGE_BITS ? LONG_REPEATS : SHORT_REPEATS;
  }

  /** What is needed besides the table for repetitions, in bytes. */
  public static int repeatMemory(int bits) {
    return Repeats.memory(repeatBits(bits));
  }

  /** Whether a repetition goes on outside of the covers. */
  Decision again() {
    return again;
  }

  /** Bytes outside of the covers that came before. */
  Repeats repeats() {
    return repeats;
  }

  /** Visits all of it. */
  public void state(State state) throws IOException {
    slots.state(state);
    hit.state(state);
    miss.state(state);
    fresh.state(state);
    again.state(state);
    repeats.state(state);
  }

  /** Whether the expected byte comes. */
  Decision hit() {
    return hit;
  }

  /** A bit of a byte that was not expected. */
  Decision miss() {
    return miss;
  }

  /** A bit of a byte outside of the covers. */
  Decision fresh() {
    return fresh;
  }
}

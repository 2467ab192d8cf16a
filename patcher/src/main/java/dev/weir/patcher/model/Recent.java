package dev.weir.patcher.model;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.state.State;
import java.io.IOException;

/** The end of the new image, as far as it is known. Earlier and later bytes are 0. */
final class Recent extends Bytes {
  private static final int KEPT = 128;

  private static final int MASK = KEPT - 1;

  private final byte[] ring = new byte[KEPT];
  private int end;

  void state(State state) throws IOException {
    state.bytes(ring);
    end = state.number(end);
  }

  void add(int value) {
    ring[end++ & MASK] = (byte) value;
  }

  /** Adds the bytes of an array. */
  void add(byte[] from, int at, int count) {
    int kept = Math.max(0, count - KEPT);
    end += kept;
    for (int i = at + kept; i < at + count; i++) {
      add(from[i]);
    }
  }

  /** Where the next byte comes. */
  int end() {
    return end;
  }

  @Override
  public int at(int position) {
    int back = end - position;
    return 0 < back && back <= KEPT ? ring[position & MASK] & 0xff : 0;
  }
}

package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * The decoder of the carry-propagating range coder of the LZMA SDK, with probabilities of 16 bits.
 * It is fed: bytes wait in a small buffer, and the caller decodes only while there are {@link
 * #MARGIN} of them or the input has ended. After the end it reads zeros and counts them.
 */
public final class RangeDecoder implements BitCoder, SymbolSource {
  /** What the longest single step of a decoder can take, in bytes. */
  public static final int MARGIN = 512;

  private static final int CAPACITY = 8 * MARGIN;
  private static final int TOP = 1 << 24;
  private static final int FIRST = 5;

  private final byte[] buffer = new byte[CAPACITY];
  private int next;
  private int end;
  private int range = -1;
  private int code;
  private int unread = FIRST;
  private long taken;
  private long missing;

  @Override
  public int feed(byte[] piece, int at, int length) {
    int count = Math.min(length, CAPACITY - (end - next));
    if (count > CAPACITY - end) {
      System.arraycopy(buffer, next, buffer, 0, end - next);
      end -= next;
      next = 0;
    }
    System.arraycopy(piece, at, buffer, end, count);
    end += count;
    return count;
  }

  @Override
  public boolean ready(boolean inputEnded) {
    boolean ready = inputEnded || waiting() >= MARGIN;
    if (ready) {
      begin();
    }
    return ready;
  }

  @Override
  public int waiting() {
    return end - next;
  }

  @Override
  public long fed() {
    return taken + waiting();
  }

  @Override
  public long taken() {
    return taken;
  }

  @Override
  public long missing() {
    return missing;
  }

  /** Reads what the coder begins with. */
  private void begin() {
    for (; unread > 0; unread--) {
      code = code << 8 | read();
    }
  }

  @Override
  public int code(int bit, int probability) {
    int bound = (range >>> 16) * probability;
    int decoded;
    if (Integer.compareUnsigned(code, bound) < 0) {
      range = bound;
      decoded = 1;
    } else {
      code -= bound;
      range -= bound;
      decoded = 0;
    }
    while (Integer.compareUnsigned(range, TOP) < 0) {
      range <<= 8;
      code = code << 8 | read();
    }
    return decoded;
  }

  @Override
  public void state(State state) throws IOException {
    state.bytes(buffer);
    next = state.number(next);
    end = state.number(end);
    range = state.number(range);
    code = state.number(code);
    unread = state.number(unread);
    taken = state.number(taken);
    missing = state.number(missing);
  }

  private int read() {
    if (next == end) {
      missing++;
      return 0;
    }
    taken++;
    return buffer[next++] & 0xff;
  }
}

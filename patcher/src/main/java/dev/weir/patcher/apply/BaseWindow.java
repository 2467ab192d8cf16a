package dev.weir.patcher.apply;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.machine.Code;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A window of the base, read through one small buffer that follows where the decoder looks: little
 * after a jump, more while it goes on.
 */
final class BaseWindow extends Bytes {
  /** In bytes. */
  static final int BUFFER = 4096;

  /** What is read after a jump, in bytes. */
  private static final int AFTER_JUMP = 512;

  /** What stays before the place that was asked for, in bytes: decoders also look back. */
  private static final int BEHIND = 2 * Code.REACH;

  private final BaseImage base;
  private final long start;
  private final int length;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int count;

  BaseWindow(BaseImage base, long start, int length) {
    this.base = base;
    this.start = start;
    this.length = length;
  }

  @Override
  public int at(int position) {
    int into = position - from;
    if (Integer.compareUnsigned(into, count) < 0) {
      return buffer[into] & 0xff;
    }
    if (Integer.compareUnsigned(position, length) >= 0) {
      return 0;
    }
    fill(position);
    return buffer[position - from] & 0xff;
  }

  @Override
  public int word(int position) {
    int into = position - from;
    if (into < 0 || into > count - Integer.BYTES) {
      return super.word(position);
    }
    return (buffer[into] & 0xff)
        | (buffer[into + 1] & 0xff) << 8
        | (buffer[into + 2] & 0xff) << 16
        | buffer[into + 3] << 24;
  }

  @Override
  public void addTo(byte[] to, int at, int length, int position) {
    int into = position - from;
    if (into < 0 || into > count - length) {
      super.addTo(to, at, length, position);
      return;
    }
    for (int i = 0; i < length; i++) {
      to[at + i] += buffer[into + i];
    }
  }

  private void fill(int position) {
    boolean goesOn = position - from >= count && position - from < count + Code.REACH;
    from = Math.max(0, position - BEHIND);
    count = Math.min(goesOn ? BUFFER : AFTER_JUMP, length - from);
    try {
      base.read(start + from, buffer, 0, count);
    } catch (IOException e) {
      count = 0;
      throw new UncheckedIOException(e);
    }
  }
}

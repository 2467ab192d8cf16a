package dev.weir.patcher.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Puts back what {@link StateWriter} wrote. Refuses what ends early. */
public final class StateReader implements State {
  private static final int PIECE = 8 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[PIECE];

  public StateReader(InputStream in) {
    this.in = in;
  }

  @Override
  public int number(int value) throws IOException {
    return next(Integer.BYTES).getInt();
  }

  @Override
  public long number(long value) throws IOException {
    return next(Long.BYTES).getLong();
  }

  @Override
  public void ints(int[] values) throws IOException {
    int most = PIECE / Integer.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      next(count * Integer.BYTES).asIntBuffer().get(values, at, count);
    }
  }

  @Override
  public void chars(char[] values) throws IOException {
    int most = PIECE / Character.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      next(count * Character.BYTES).asCharBuffer().get(values, at, count);
    }
  }

  @Override
  public void bytes(byte[] values, int count) throws IOException {
    if (count < 0 || count > values.length || in.readNBytes(values, 0, count) < count) {
      throw ended();
    }
  }

  private ByteBuffer next(int bytes) throws IOException {
    if (in.readNBytes(buffer, 0, bytes) < bytes) {
      throw ended();
    }
    return ByteBuffer.wrap(buffer, 0, bytes);
  }

  private static EOFException ended() {
    return new EOFException("the checkpoint ends early");
  }
}

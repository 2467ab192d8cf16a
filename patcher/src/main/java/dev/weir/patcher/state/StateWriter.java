package dev.weir.patcher.state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes down, big endian. */
public final class StateWriter implements State {
  private static final int PIECE = 8 * 1024;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);

  public StateWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public int number(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
    return value;
  }

  @Override
  public long number(long value) throws IOException {
    room(Long.BYTES).putLong(value);
    return value;
  }

  @Override
  public void ints(int[] values) throws IOException {
    for (int value : values) {
      room(Integer.BYTES).putInt(value);
    }
  }

  @Override
  public void chars(char[] values) throws IOException {
    for (char value : values) {
      room(Character.BYTES).putChar(value);
    }
  }

  @Override
  public void bytes(byte[] values, int count) throws IOException {
    end();
    out.write(values, 0, count);
  }

  /** Passes on what waits; the stream stays open. */
  public void end() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      end();
    }
    return buffer;
  }
}

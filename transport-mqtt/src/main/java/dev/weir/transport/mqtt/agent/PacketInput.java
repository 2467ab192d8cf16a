package dev.weir.transport.mqtt.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * What comes from the region, under two rules that Paho does not keep. A packet has a limit: Paho
 * makes room for whatever length a header tells before it looks. And nothing is read, not even the
 * end, before something was written: Paho's connecting thread spins for ever where its receiver
 * ends before it saw it run.
 */
final class PacketInput extends InputStream {
  private static final int LENGTH_BITS = 28;

  private final InputStream in;
  private final CountDownLatch written;
  private final int max;
  private boolean inHeader;
  private int shift;
  private int length;
  private int left;

  /**
   * @param written counted down with the first write
   * @param max most bytes after a packet's fixed header
   */
  PacketInput(InputStream in, CountDownLatch written, int max) {
    this.in = in;
    this.written = written;
    this.max = max;
  }

  @Override
  public int read() throws IOException {
    awaitWritten();
    int next = in.read();
    if (next >= 0) {
      take(next);
    }
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int size) throws IOException {
    if (size == 0) {
      return 0;
    }
    if (left == 0) {
      int next = read();
      if (next < 0) {
        return -1;
      }
      into[offset] = (byte) next;
      return 1;
    }
    int count = in.read(into, offset, Math.min(size, left));
    if (count > 0) {
      left -= count;
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return written.getCount() > 0 ? 0 : in.available();
  }

  private void take(int next) throws IOException {
    if (left > 0) {
      left--;
    } else if (!inHeader) {
      inHeader = true;
      shift = 0;
      length = 0;
    } else {
      lengthByte(next);
    }
  }

  private void lengthByte(int next) throws IOException {
    length |= (next & 0x7f) << shift;
    shift += 7;
    if ((next & 0x80) == 0) {
      inHeader = false;
      left = length;
    }
    if (length > max || (shift >= LENGTH_BITS && inHeader)) {
      throw new IOException("the region sent a packet of more than " + max + " bytes");
    }
  }

  private void awaitWritten() throws IOException {
    try {
      written.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before anything was written");
    }
  }
}

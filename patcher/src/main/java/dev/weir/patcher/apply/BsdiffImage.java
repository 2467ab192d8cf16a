package dev.weir.patcher.apply;

import dev.weir.patcher.foreign.BsdiffReader;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.io.InputStream;

/** The image that a patch of bsdiff makes of a base. Every range is checked before it is read. */
final class BsdiffImage extends InputStream {
  /** In bytes. */
  static final int BUFFER = 8 * 1024;

  private final BsdiffReader patch;
  private final BaseImage base;
  private final long imageBytes;
  private final byte[] differences = new byte[BUFFER];
  private long made;
  private long from;
  private long toAdd;
  private long toBring;
  private long jump;

  BsdiffImage(PayloadBytes payload, BaseImage base, long imageBytes, long memoryLimit)
      throws IOException {
    this.patch = new BsdiffReader(payload);
    this.base = base;
    this.imageBytes = imageBytes;
    try {
      check(
          patch.imageBytes() == imageBytes,
          24,
          "makes " + patch.imageBytes() + " bytes; the image has " + imageBytes);
      long memory = memory(patch);
      check(
          memory <= memoryLimit,
          0,
          "decoding needs " + memory + " bytes of memory; may use " + memoryLimit);
    } catch (BadPayload e) {
      patch.close();
      throw e;
    }
  }

  static long memory(BsdiffReader patch) {
    return patch.memory() + BUFFER;
  }

  private static void check(boolean holds, int at, String rule) throws BadPayload {
    if (!holds) {
      throw new BadPayload(BadPayload.Place.PAYLOAD, at, rule);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (made == imageBytes) {
      patch.checkEnd();
      return -1;
    }
    while (toAdd == 0 && toBring == 0) {
      nextCommand();
    }
    int count = toAdd > 0 ? add(into, at, length) : bring(into, at, length);
    made += count;
    return count;
  }

  private void nextCommand() throws IOException {
    from += jump;
    patch.next();
    toAdd = patch.added();
    toBring = patch.own();
    jump = patch.jump();
    long left = imageBytes - made;
    if (toAdd > left || toBring > left - toAdd) {
      throw patch.bad("makes the image longer than its " + imageBytes + " bytes");
    }
    if (toAdd > 0 && (from < 0 || from > base.size() || toAdd > base.size() - from)) {
      throw patch.bad(
          "reads " + toAdd + " bytes from " + from + " of a base of " + base.size() + " bytes");
    }
  }

  private int add(byte[] into, int at, int length) throws IOException {
    int count = (int) Math.min(Math.min(length, toAdd), BUFFER);
    patch.differences(differences, 0, count);
    base.read(from, into, at, count);
    for (int i = 0; i < count; i++) {
      into[at + i] += differences[i];
    }
    from += count;
    toAdd -= count;
    return count;
  }

  private int bring(byte[] into, int at, int length) throws IOException {
    int count = (int) Math.min(length, toBring);
    patch.own(into, at, count);
    toBring -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    patch.close();
  }
}

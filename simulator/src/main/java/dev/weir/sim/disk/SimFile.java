package dev.weir.sim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A file whose writes are durable only once they are synced. Of those that are not, a loss of power
 * leaves some, in no order, and some of them torn.
 */
final class SimFile {
  private static final byte[] NOTHING = {};

  private byte[] durable = NOTHING;
  private byte[] current = NOTHING;
  private final List<Change> pending = new ArrayList<>();

  /** A write, or a truncation where {@code bytes} is empty. */
  private static final class Change {
    private final int offset;
    private final byte[] bytes;

    Change(int offset, byte[] bytes) {
      this.offset = offset;
      this.bytes = bytes;
    }

    byte[] applied(byte[] content, int length) {
      if (bytes.length == 0) {
        return content.length > offset ? Arrays.copyOf(content, offset) : content;
      }
      byte[] next =
          content.length >= offset + length ? content : Arrays.copyOf(content, offset + length);
      System.arraycopy(bytes, 0, next, offset, length);
      return next;
    }
  }

  static SimFile holding(byte[] content) {
    SimFile file = new SimFile();
    file.write(0, content, content.length);
    file.sync();
    return file;
  }

  int size() {
    return current.length;
  }

  byte[] content() {
    return current;
  }

  /** What would be left for sure after a loss of power. */
  byte[] durable() {
    return durable;
  }

  int read(long offset, byte[] into, int at, int length) {
    int count = (int) Math.max(0, Math.min(length, current.length - offset));
    if (count > 0) {
      System.arraycopy(current, (int) offset, into, at, count);
    }
    return count;
  }

  void write(long offset, byte[] from, int length) {
    if (length > 0) {
      change(new Change(Math.toIntExact(offset), Arrays.copyOf(from, length)));
    }
  }

  void truncate(long size) {
    if (size < current.length) {
      change(new Change(Math.toIntExact(size), NOTHING));
    }
  }

  private void change(Change change) {
    pending.add(change);
    byte[] base = current == durable ? current.clone() : current;
    current = change.applied(base, change.bytes.length);
  }

  void sync() {
    pending.clear();
    durable = current;
  }

  void losePower(RandomGenerator chance) {
    if (pending.isEmpty()) {
      return;
    }
    byte[] left = durable.clone();
    for (Change change : pending) {
      int whole = change.bytes.length;
      if (chance.nextBoolean()) {
        boolean torn = whole > 1 && chance.nextInt(4) == 0;
        left = change.applied(left, torn ? 1 + chance.nextInt(whole - 1) : whole);
      }
    }
    pending.clear();
    durable = left;
    current = left;
  }
}

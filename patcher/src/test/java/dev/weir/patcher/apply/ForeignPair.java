package dev.weir.patcher.apply;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A base and an image with all that delta encoders have commands for. Made by arithmetic of its
 * own, as the patches of it that are checked in must always fit.
 */
final class ForeignPair {
  /** The one that patches are checked in of. */
  static final ForeignPair GOLDEN = of(1, 40_000);

  private final byte[] base;
  private final byte[] image;

  ForeignPair(byte[] base, byte[] image) {
    this.base = base;
    this.image = image;
  }

  byte[] base() {
    return base;
  }

  byte[] image() {
    return image;
  }

  static ForeignPair of(int seed, int size) {
    byte[] base = bytes(seed, size);
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    image.write(base, 0, size / 4);
    image.writeBytes(bytes(seed + 1, 300));
    image.writeBytes(new byte[500]);
    byte[] changed = Arrays.copyOfRange(base, size / 4, size / 2);
    for (int i = 0; i < changed.length; i += 97) {
      changed[i] = (byte) (changed[i] + 4);
    }
    image.writeBytes(changed);
    for (int i = 0; i < 10; i++) {
      image.writeBytes(bytes(seed + 2, 70));
    }
    image.write(base, size / 2 + 100, size / 2 - 100);
    image.write(base, 10, size / 5);
    return new ForeignPair(base, image.toByteArray());
  }

  private static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    int state = seed;
    for (int i = 0; i < size; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      bytes[i] = (byte) (state >>> 24);
    }
    return bytes;
  }
}

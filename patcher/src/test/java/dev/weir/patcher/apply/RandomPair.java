package dev.weir.patcher.apply;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/** A base, the image that random commands make of it, and the commands: all from one seed. */
final class RandomPair {
  private final byte[] base;
  private final byte[] image;
  private final byte[] commands;

  private RandomPair(byte[] base, byte[] image, byte[] commands) {
    this.base = base;
    this.image = image;
    this.commands = commands;
  }

  byte[] base() {
    return base;
  }

  byte[] image() {
    return image;
  }

  byte[] commands() {
    return commands;
  }

  static RandomPair of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] base = new byte[random.nextInt(1, 200_000)];
    random.nextBytes(base);
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    PlainGdiff delta = new PlainGdiff(random);
    int commands = random.nextInt(60);
    for (int i = 0; i < commands; i++) {
      if (random.nextInt(3) == 0) {
        byte[] data = new byte[length(random, 70_000)];
        random.nextBytes(data);
        delta.data(data);
        image.writeBytes(data);
      } else {
        int offset = random.nextInt(base.length);
        int count = Math.min(base.length - offset, length(random, 100_000));
        delta.copy(offset, count);
        image.write(base, offset, count);
      }
    }
    return new RandomPair(base, image.toByteArray(), delta.end());
  }

  /** Mostly short, sometimes long, often on an edge of the format. */
  private static int length(SplittableRandom random, int most) {
    int[] edges = {1, 245, 246, 247, 255, 256, 65535, 65536};
    return switch (random.nextInt(4)) {
      case 0 -> edges[random.nextInt(edges.length)];
      case 1 -> random.nextInt(1, most);
      default -> random.nextInt(1, 300);
    };
  }
}

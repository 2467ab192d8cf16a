package dev.weir.builder.adapter.mixed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up Thumb firmware: functions of random instructions that call each other, then a table of
 * pointers to them. The same functions can be linked in another order, with others between them.
 */
public final class Firmware {
  static final int ADDRESS = 0x0800_8000;

  private Firmware() {}

  /** One linked from functions 0 to {@code count} - 1, with new ones after every tenth. */
  public static byte[] linked(int count, boolean withNewOnes) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
      if (withNewOnes && i % 10 == 9) {
        order.add(count + i);
      }
    }
    int[] starts = new int[2 * count];
    int at = 0;
    for (int function : order) {
      starts[function] = at;
      at += size(function);
    }
    ByteBuffer image = ByteBuffer.allocate(at + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int function : order) {
      write(image, function, count, starts);
    }
    for (int function = 0; function < count; function++) {
      image.putInt(ADDRESS + starts[function] | 1);
    }
    return image.array();
  }

  private static int size(int function) {
    return 80 + 4 * (function * 7919 % 40);
  }

  private static void write(ByteBuffer image, int function, int count, int[] starts) {
    SplittableRandom random = new SplittableRandom(function);
    int end = starts[function] + size(function);
    while (image.position() < end) {
      if (random.nextInt(8) == 0) {
        image.putInt(call(starts[random.nextInt(count)] - image.position() - 4));
      } else {
        image.putShort((short) random.nextInt(0x1800, 0xb000));
        image.putShort((short) random.nextInt(0x1800, 0xb000));
      }
    }
  }

  /** BL, ARM Architecture Reference Manual A8.8.25, encoding T1. */
  private static int call(int distance) {
    int sign = (distance >> 24) & 1;
    int j1 = ~((distance >> 23) ^ sign) & 1;
    int j2 = ~((distance >> 22) ^ sign) & 1;
    int upper = 0xf000 | sign << 10 | ((distance >> 12) & 0x3ff);
    int lower = 0xd000 | j1 << 13 | j2 << 11 | ((distance >> 1) & 0x7ff);
    return upper | lower << 16;
  }
}

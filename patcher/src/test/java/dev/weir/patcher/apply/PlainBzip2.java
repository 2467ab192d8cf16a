package dev.weir.patcher.apply;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Packs as bzip2 does, in one small block, without caring for size: all codes have nine bits. */
final class PlainBzip2 {
  private static final int CODE_BITS = 9;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int held;
  private int count;

  private PlainBzip2() {}

  static byte[] of(byte[] content) {
    PlainBzip2 packer = new PlainBzip2();
    packer.bits(0x425a68, 24);
    packer.bits('1', 8);
    int crc = 0;
    if (content.length > 0) {
      crc = crc(content);
      packer.block(content, crc);
    }
    packer.bits(0x177245, 24);
    packer.bits(0x385090, 24);
    packer.bits(crc >>> 16, 16);
    packer.bits(crc & 0xffff, 16);
    packer.bits(0, (8 - packer.count) % 8);
    return packer.out.toByteArray();
  }

  private void bits(int value, int n) {
    for (int i = n - 1; i >= 0; i--) {
      held = (held << 1) | ((value >> i) & 1);
      if (++count == 8) {
        out.write(held);
        count = 0;
      }
    }
  }

  private static int crc(byte[] content) {
    int crc = -1;
    for (byte value : content) {
      crc ^= value << 24;
      for (int i = 0; i < 8; i++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
      }
    }
    return ~crc;
  }

  private void block(byte[] content, int crc) {
    byte[] runs = runs(content);
    int[] order = sorted(runs);
    bits(0x314159, 24);
    bits(0x265359, 24);
    bits(crc >>> 16, 16);
    bits(crc & 0xffff, 16);
    bits(0, 1);
    bits(IntStream.range(0, order.length).filter(i -> order[i] == 0).findFirst().orElse(0), 24);
    bits(0xffff, 16);
    for (int i = 0; i < 16; i++) {
      bits(0xffff, 16);
    }
    int groups = runs.length / 50 + 1;
    bits(2, 3);
    bits(groups, 15);
    bits(0, groups);
    for (int table = 0; table < 2; table++) {
      bits(CODE_BITS, 5);
      bits(0, 258);
    }
    symbols(runs, order);
    bits(257, CODE_BITS);
  }

  private void symbols(byte[] runs, int[] order) {
    int[] front = IntStream.range(0, 256).toArray();
    int run = 0;
    for (int start : order) {
      int value = runs[(start + runs.length - 1) % runs.length] & 0xff;
      int rank = 0;
      while (front[rank] != value) {
        rank++;
      }
      System.arraycopy(front, 0, front, 1, rank);
      front[0] = value;
      if (rank == 0) {
        run++;
      } else {
        run(run);
        run = 0;
        bits(rank + 1, CODE_BITS);
      }
    }
    run(run);
  }

  /** A number whose digits are 1 and 2, the lowest first. */
  private void run(int length) {
    for (int left = length; left > 0; left = (left - 1) / 2) {
      bits((left - 1) % 2, CODE_BITS);
    }
  }

  private static byte[] runs(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < content.length; ) {
      int length = 1;
      while (length < 259 && i + length < content.length && content[i + length] == content[i]) {
        length++;
      }
      for (int j = 0; j < Math.min(length, 4); j++) {
        out.write(content[i]);
      }
      if (length >= 4) {
        out.write(length - 4);
      }
      i += length;
    }
    return out.toByteArray();
  }

  /** Where the rotations begin, in their order. */
  private static int[] sorted(byte[] content) {
    byte[] twice = Arrays.copyOf(content, 2 * content.length);
    System.arraycopy(content, 0, twice, content.length, content.length);
    Comparator<Integer> byRotation =
        (a, b) ->
            Arrays.compareUnsigned(twice, a, a + content.length, twice, b, b + content.length);
    return IntStream.range(0, content.length)
        .boxed()
        .sorted(byRotation)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

package dev.weir.builder.adapter.mixed;

import dev.weir.patcher.format.MixedHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What may happen to a payload on its way, or be done to it on purpose. */
enum Damage {
  /** The end is missing. */
  CUT {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      return Arrays.copyOf(payload, random.nextInt(payload.length));
    }
  },
  /** More follows. */
  EXTENDED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      byte[] more = new byte[random.nextInt(1, 40)];
      if (random.nextBoolean()) {
        random.nextBytes(more);
      }
      return joined(payload, more);
    }
  },
  /** One to eight bits are another. */
  FLIPPED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      byte[] damaged = payload.clone();
      for (int bits = random.nextInt(1, 9); bits > 0; bits--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return damaged;
    }
  },
  /** A range is something else: noise, zeros or ones. */
  OVERWRITTEN {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      byte[] damaged = payload.clone();
      int from = random.nextInt(damaged.length);
      int end = Math.min(damaged.length, from + random.nextInt(1, 64));
      boolean isNoise = random.nextBoolean();
      byte same = (byte) -random.nextInt(2);
      for (int i = from; i < end; i++) {
        damaged[i] = isNoise ? (byte) random.nextInt() : same;
      }
      return damaged;
    }
  },
  /** Two neighbouring blocks have changed places. */
  REORDERED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      int[] at = places(payload.length, random);
      return joined(
          Arrays.copyOf(payload, at[0]),
          Arrays.copyOfRange(payload, at[1], at[2]),
          Arrays.copyOfRange(payload, at[0], at[1]),
          Arrays.copyOfRange(payload, at[2], payload.length));
    }
  },
  /** A range stands there twice. */
  REPEATED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      int[] at = places(payload.length, random);
      return joined(
          Arrays.copyOf(payload, at[1]), Arrays.copyOfRange(payload, at[0], payload.length));
    }
  },
  /** A range is missing. */
  HOLED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      int[] at = places(payload.length, random);
      return joined(
          Arrays.copyOf(payload, at[0]), Arrays.copyOfRange(payload, at[1], payload.length));
    }
  },
  /** A number of a mixed delta's header, or of what stands there, is another. */
  EXTREME {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      HeaderNumber number = NUMBERS.get(random.nextInt(NUMBERS.size()));
      int end = number.at() + number.width();
      if (payload.length < end) {
        return payload;
      }
      long value =
          random.nextBoolean() ? random.nextInt(32) : EXTREMES[random.nextInt(EXTREMES.length)];
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
      byte[] damaged = payload.clone();
      System.arraycopy(bytes, Long.BYTES - number.width(), damaged, number.at(), number.width());
      return damaged;
    }
  },
  /** It goes on as another payload does, from the same place or anywhere. */
  SPLICED {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      int from = random.nextInt(4) == 0 ? MixedHeader.SIZE : random.nextInt(payload.length);
      int head = Math.min(from, payload.length);
      int tail = random.nextBoolean() ? head : random.nextInt(other.length);
      return joined(
          Arrays.copyOf(payload, head),
          Arrays.copyOfRange(other, Math.min(tail, other.length), other.length));
    }
  };

  private record HeaderNumber(int at, int width) {}

  /** Version, table, reserved bytes, both sizes, covers and scratch: protocol.md, section 11.1. */
  private static final List<HeaderNumber> NUMBERS =
      List.of(
          new HeaderNumber(4, 1),
          new HeaderNumber(5, 1),
          new HeaderNumber(6, 2),
          new HeaderNumber(8, 8),
          new HeaderNumber(48, 8),
          new HeaderNumber(88, 4),
          new HeaderNumber(92, 8));

  private static final long[] EXTREMES = {
    -1,
    -2,
    Byte.MAX_VALUE,
    Byte.MIN_VALUE,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 20,
    1L << 32,
    (1L << 48) - 1,
    1L << 48,
    1L << 60,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /**
   * The damaged payload.
   *
   * @param payload at least one byte
   * @param other another payload, at least one byte
   */
  abstract byte[] of(byte[] payload, byte[] other, SplittableRandom random);

  /** Three places in a payload, in order. */
  private static int[] places(int length, SplittableRandom random) {
    int[] places = random.ints(3, 0, length + 1).toArray();
    Arrays.sort(places);
    return places;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

package dev.weir.builder.adapter.mixed;

import dev.weir.patcher.format.MixedHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
  /** Numbers of the header are as small or as large as they can be, or one off. */
  EXTREME {
    @Override
    byte[] of(byte[] payload, byte[] other, SplittableRandom random) {
      int width = 1 << random.nextInt(4);
      if (payload.length < width) {
        return payload;
      }
      int last = Math.min(MixedHeader.SIZE, payload.length) - width;
      int at = random.nextInt(last + 1);
      long value = EXTREMES[random.nextInt(EXTREMES.length)];
      byte[] bytes = ByteBuffer.allocate(8).putLong(value).array();
      byte[] damaged = payload.clone();
      System.arraycopy(bytes, 8 - width, damaged, at, width);
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

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    -2,
    Byte.MAX_VALUE,
    Byte.MIN_VALUE,
    Short.MAX_VALUE,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 20,
    1L << 32,
    1L << 48,
    (1L << 48) - 1,
    1L << 60,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    9,
    22,
    23
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

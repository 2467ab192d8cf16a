package dev.weir.patcher.mixing;

/**
 * The logistic function and its inverse, in tables: probabilities in 1 / 65536, their logarithmic
 * odds in 1 / 256. {@link StrictMath} makes the same tables everywhere.
 */
final class Logistic {
  /** Largest odds that {@link #squash} tells apart. */
  static final int MOST = 3000;

  private static final short[] STRETCH = new short[4096];
  private static final char[] SQUASH = new char[2 * MOST + 1];

  static {
    for (int i = 0; i < STRETCH.length; i++) {
      double p = (i + 0.5) / STRETCH.length;
      STRETCH[i] = (short) StrictMath.round(StrictMath.log(p / (1 - p)) * 256);
    }
    for (int i = 0; i < SQUASH.length; i++) {
      double odds = (i - MOST) / 256.0;
      long p = StrictMath.round(BitCoder.ONE / (1 + StrictMath.exp(-odds)));
      SQUASH[i] = (char) StrictMath.max(1, StrictMath.min(BitCoder.ONE - 1, p));
    }
  }

  private Logistic() {}

  /** Odds of a probability from 0 to 65535. */
  static int stretch(int probability) {
    return STRETCH[probability >>> 4];
  }

  /** The probability, from 1 to 65535, of any odds. */
  static int squash(int odds) {
    return SQUASH[odds < -MOST ? 0 : odds > MOST ? 2 * MOST : odds + MOST];
  }
}

package dev.weir.builder.choice;

/**
 * What a device's work costs, in millionths of one unit of money, which is the operator's to
 * choose; what bytes cost is the {@link Link}'s.
 *
 * @param cpuSecond a second of decoding: energy, and work that has to wait
 * @param flashMegabyte 1,000,000 bytes written: wear
 * @param hour that a device waits for its update
 */
public record Prices(long cpuSecond, long flashMegabyte, long hour) {
  /** A million units of money. */
  public static final long MOST = 1_000_000_000_000L;

  public Prices {
    check("cpuSecond", cpuSecond);
    check("flashMegabyte", flashMegabyte);
    check("hour", hour);
  }

  static void check(String name, long price) {
    if (price < 0 || price > MOST) {
      throw new IllegalArgumentException(name + " must be from 0 to " + MOST + ": " + price);
    }
  }
}

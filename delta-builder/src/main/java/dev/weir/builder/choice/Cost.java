package dev.weir.builder.choice;

import java.math.BigInteger;

/**
 * What a route costs, term by term, in millionths of one unit of money; each is rounded up. A term
 * that would pass {@link #MOST} is that.
 *
 * @param download bytes of the payloads
 * @param cpu seconds of decoding
 * @param flash bytes written: payloads, images and scratch files
 * @param waiting hours of download, decoding and restarts
 */
public record Cost(long download, long cpu, long flash, long waiting) {
  /** Of one term. */
  public static final long MOST = Long.MAX_VALUE / 8;

  private static final long MILLION = 1_000_000;
  private static final long HOUR_MICROS = 3600 * MILLION;

  public long total() {
    return download + cpu + flash + waiting;
  }

  /** What it costs a device that can take the route. */
  static Cost of(Route route, Circumstances circumstances) {
    DeviceClass device = circumstances.device();
    Link link = circumstances.link();
    Prices prices = circumstances.prices();
    long cpuMicros = 0;
    long written = 0;
    long restartMicros = 0;
    for (Offer step : route.steps()) {
      long speed = device.speeds().getOrDefault(step.codec(), 1L);
      cpuMicros += share(step.imageBytes(), MILLION, speed);
      written += step.size() + step.imageBytes() + step.scratch();
      restartMicros += device.step().toMillis() * 1000;
    }
    long downloadMicros = share(route.size(), MILLION, link.bytesPerSecond());
    long waitMicros = Math.min(MOST, downloadMicros + cpuMicros + restartMicros);
    return new Cost(
        share(route.size(), link.megabyte(), MILLION),
        share(cpuMicros, prices.cpuSecond(), MILLION),
        share(written, prices.flashMegabyte(), MILLION),
        share(waitMicros, prices.hour(), HOUR_MICROS));
  }

  /** The amount times a price for so much of it, rounded up. */
  private static long share(long amount, long price, long per) {
    BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(price));
    BigInteger up = product.add(BigInteger.valueOf(per - 1)).divide(BigInteger.valueOf(per));
    return up.min(BigInteger.valueOf(MOST)).longValueExact();
  }
}

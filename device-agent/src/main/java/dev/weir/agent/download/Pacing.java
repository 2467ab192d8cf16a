package dev.weir.agent.download;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps downloads below a rate: a bucket of bytes that may be received, filled at the rate up to a
 * burst. May be overdrawn by one piece; the next one waits until that is made good. A clock that
 * jumps costs at most a burst. For one thread.
 */
public final class Pacing {
  private static final long NANOS = 1_000_000_000L;

  private final long rate;
  private final long burst;
  private double credit;
  private Instant at;

  /**
   * @param rate bytes a second; 0: no limit
   * @param burst in bytes
   */
  public Pacing(long rate, long burst, Instant now) {
    if (rate < 0 || burst < 0) {
      throw new IllegalArgumentException("rate and burst are not negative");
    }
    this.rate = rate;
    this.burst = burst;
    this.credit = burst;
    this.at = now;
  }

  /** Bytes were received. */
  public void received(int bytes, Instant now) {
    refill(now);
    credit -= bytes;
  }

  /** How long the next piece has to wait. */
  public Duration delay(Instant now) {
    if (rate == 0) {
      return Duration.ZERO;
    }
    refill(now);
    return credit >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) StrictMath.ceil(-credit * NANOS / rate));
  }

  private void refill(Instant now) {
    Duration passed = Duration.between(at, now);
    at = now;
    if (!passed.isNegative()) {
      double seconds = passed.getSeconds() + passed.getNano() / (double) NANOS;
      credit = StrictMath.min((double) burst, credit + seconds * rate);
    }
  }
}

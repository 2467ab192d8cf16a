package dev.weir.region.telemetry;

/**
 * What the readings of one series in a span of time come to.
 *
 * @param count at least 1
 */
public record Span(long count, double min, double max, double sum) {
  /** Of one reading. */
  public static Span of(double value) {
    return new Span(1, value, value, value);
  }

  /** Of both together; the sum of extreme values is cut off at the greatest number. */
  public Span and(Span other) {
    return new Span(
        count + other.count,
        Math.min(min, other.min),
        Math.max(max, other.max),
        finite(sum + other.sum));
  }

  public double mean() {
    return Math.min(max, Math.max(min, sum / count));
  }

  private static double finite(double sum) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum));
  }
}

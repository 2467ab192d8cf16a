package dev.weir.region.store;

/**
 * What a telemetry store took since it was made.
 *
 * @param readings that were taken
 * @param dropped readings that devices said they dropped
 */
public record TelemetryTotals(long readings, long dropped) {
  public static final TelemetryTotals NONE = new TelemetryTotals(0, 0);

  public TelemetryTotals and(long moreReadings, long moreDropped) {
    return new TelemetryTotals(readings + moreReadings, dropped + moreDropped);
  }
}

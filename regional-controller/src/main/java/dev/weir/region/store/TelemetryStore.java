package dev.weir.region.store;

import dev.weir.protocol.id.DeviceId;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Plot;
import dev.weir.region.telemetry.Spool;
import java.util.Optional;

/**
 * Where a region keeps telemetry. One thread calls. A full disk is a {@link StoreFull}, a damaged
 * file a {@link StoreCorrupt}; any other failure of the disk another unchecked exception.
 */
public interface TelemetryStore extends AutoCloseable {
  TelemetryTotals totals();

  /** {@link Spool#UNKNOWN} for a device that never sent readings. */
  Spool spool(DeviceId device);

  /** What was taken of a minute so far; a new one where nothing was. */
  Minute minute(DeviceId device, long minute);

  /** Keeps the batch as a whole or not at all; when this returns it outlives a loss of power. */
  void commit(TelemetryBatch batch);

  /** Hands the plot what it needs of the device, minutes or single readings. */
  void read(DeviceId device, Plot plot);

  /**
   * Forgets what is too old, of so many devices; each call goes on where the last one ended.
   *
   * @param rawFrom the first minute of which single readings are kept
   * @param minutesFrom the first minute that is kept
   * @return whether the last device was reached
   */
  boolean prune(long rawFrom, long minutesFrom, int devices);

  /** Bytes in use. */
  long used();

  /** Bytes that the disk still has for it. */
  long room();

  /** What became of a store that was corrupt, where this one was made from it. */
  Optional<String> salvaged();

  @Override
  void close();
}

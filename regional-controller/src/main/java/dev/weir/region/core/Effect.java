package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.region.cache.Wanted;

/** What should happen once the changes before it are durable. */
public sealed interface Effect {
  /** Say this to a device. */
  record Send(DeviceId device, Downlink downlink) implements Effect {}

  /** Bring this into the cache. */
  record Prefetch(Wanted wanted) implements Effect {}

  /** Ask telemetry, and hand the answer in as {@link RegionEvent.Measured}. */
  record Measure(long query, DeviceId device, TelemetryAsk ask) implements Effect {}

  /** Nobody needs this manifest any more. */
  record Forget(Digest manifest) implements Effect {}

  /**
   * Something that people should know happened.
   *
   * @param metric counter that it raises
   */
  record Notice(String metric, String text) implements Effect {}
}

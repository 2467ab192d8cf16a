package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Uplink;
import dev.weir.region.cache.Readiness;

/** What happens to a region. */
public sealed interface RegionEvent {
  /**
   * A front end reaches a device.
   *
   * @param anew whether it is another connection than the one that is known
   */
  record Connected(DeviceId device, String transport, boolean anew) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.connected(this);
    }
  }

  /** It does not any more. */
  record Disconnected(DeviceId device) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.disconnected(this);
    }
  }

  /** A message of a device that the transport authenticated. */
  record Received(DeviceId device, Uplink uplink) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.received(this);
    }
  }

  /** Global answered the last sync. */
  record Answered(FeedPage page) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.answered(this);
    }
  }

  /** The cache says how far it is with a manifest and its payloads. */
  record Prefetched(Digest manifest, Readiness readiness) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.prefetched(this);
    }
  }

  /** More of a device's telemetry is durable. */
  record Credited(DeviceId device) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.credited(this);
    }
  }

  /** Telemetry answers what global asked. */
  record Measured(Answer answer) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.measured(this);
    }
  }

  /** Somebody here stops a rollout. */
  record Halted(RolloutId rollout, String why) implements RegionEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.halted(this);
    }
  }

  <R> R match(Cases<R> cases);

  /** One answer for each kind of event. */
  interface Cases<R> {
    R connected(Connected event);

    R disconnected(Disconnected event);

    R received(Received event);

    R answered(Answered event);

    R prefetched(Prefetched event);

    R credited(Credited event);

    R measured(Measured event);

    R halted(Halted event);
  }
}

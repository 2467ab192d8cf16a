package dev.weir.region.view;

import dev.weir.protocol.message.TelemetryView;

/** What came of a question for readings. */
public sealed interface Measured {
  /** The readings. */
  record Readings(TelemetryView view) implements Measured {}

  /** This region does not serve the device. */
  record NotServed() implements Measured {}

  /** Telemetry can't be read now. */
  record Later() implements Measured {}
}

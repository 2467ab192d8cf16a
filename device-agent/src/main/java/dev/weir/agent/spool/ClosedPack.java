package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import java.util.List;

/**
 * Readings of one priority that are kept and sent together.
 *
 * @param readings 1 to 256
 * @param body in SenML, at most 4 KiB
 */
public record ClosedPack(Priority priority, int readings, Bytes body) {
  static ClosedPack of(Priority priority, List<Reading> readings) {
    return new ClosedPack(priority, readings.size(), SenMl.encode(readings));
  }
}

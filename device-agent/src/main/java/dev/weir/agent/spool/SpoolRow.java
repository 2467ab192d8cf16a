package dev.weir.agent.spool;

import dev.weir.protocol.message.Pack;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;

/**
 * A pack as it is kept.
 *
 * @param readings 1 to 256
 * @param body in SenML
 */
public record SpoolRow(long sequence, Priority priority, int readings, Bytes body) {
  /** Without its body. */
  public SpoolHead head() {
    return new SpoolHead(sequence, priority, readings, body.size() + SpoolHead.OVERHEAD);
  }

  /** As it is sent. */
  public Pack pack() {
    return new Pack(sequence, body);
  }
}

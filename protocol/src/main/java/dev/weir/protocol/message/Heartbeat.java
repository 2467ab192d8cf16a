package dev.weir.protocol.message;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sign of life between reports.
 *
 * @param offset bytes of the payload on disk
 * @param total of the payload
 */
public record Heartbeat(Instant at, Optional<UpdatePhase> phase, long offset, long total) {
  private static final Field<Heartbeat, Instant> AT =
      Field.required(1, "at", Types.INSTANT, Heartbeat::at);
  private static final Field<Heartbeat, Optional<UpdatePhase>> PHASE =
      Field.maybe(2, "phase", Types.choice(UpdatePhase.class), Heartbeat::phase);
  private static final Field<Heartbeat, Long> OFFSET =
      Field.optional(3, "offset", Types.COUNT, Heartbeat::offset, 0L);
  private static final Field<Heartbeat, Long> TOTAL =
      Field.optional(4, "total", Types.COUNT, Heartbeat::total, 0L);

  /** The field table. */
  public static final Table<Heartbeat> TABLE =
      new Table<>(
          "heartbeat",
          List.of(AT, PHASE, OFFSET, TOTAL),
          row -> new Heartbeat(row.get(AT), row.get(PHASE), row.get(OFFSET), row.get(TOTAL)));

  public static final Codec<Heartbeat> CODEC = Codec.of(TABLE, Limits.ENTRY);
}

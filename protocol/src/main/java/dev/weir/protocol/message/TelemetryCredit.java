package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * How far a region has taken a spool, and how much more it takes now.
 *
 * @param stream names the spool
 * @param acknowledged packs up to here are durable: the agent may delete them
 * @param credit packs above {@code acknowledged} that may be under way at once; 0: wait for more
 */
public record TelemetryCredit(long stream, long acknowledged, int credit) {
  private static final Field<TelemetryCredit, Long> STREAM =
      Field.required(1, "stream", Types.BITS, TelemetryCredit::stream);
  private static final Field<TelemetryCredit, Long> ACKNOWLEDGED =
      Field.optional(2, "acknowledged", Types.COUNT, TelemetryCredit::acknowledged, 0L);
  private static final Field<TelemetryCredit, Integer> CREDIT =
      Field.optional(3, "credit", Types.SMALL, TelemetryCredit::credit, 0);

  /** The field table. */
  public static final Table<TelemetryCredit> TABLE =
      new Table<>(
          "telemetry-credit",
          List.of(STREAM, ACKNOWLEDGED, CREDIT),
          row -> new TelemetryCredit(row.get(STREAM), row.get(ACKNOWLEDGED), row.get(CREDIT)));
}

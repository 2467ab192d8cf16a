package dev.weir.protocol.message;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a region sends a device: always the whole of what it has to say, so that only the newest
 * matters.
 *
 * @param stream the outbox that the cursor is for
 * @param acknowledged entries up to here are durable: the agent may delete them
 * @param hello the region does not know the device: say hello
 * @param retryAfter the region is busy: send nothing for this long
 * @param telemetry absent: the region says nothing of telemetry now
 */
public record Downlink(
    long stream,
    long acknowledged,
    Optional<DesiredState> desired,
    boolean hello,
    Duration retryAfter,
    Optional<TelemetryCredit> telemetry) {
  private static final Field<Downlink, Long> STREAM =
      Field.required(1, "stream", Types.BITS, Downlink::stream);
  private static final Field<Downlink, Long> ACKNOWLEDGED =
      Field.optional(2, "acknowledged", Types.COUNT, Downlink::acknowledged, 0L);
  private static final Field<Downlink, Optional<DesiredState>> DESIRED =
      Field.maybe(3, "desired", DesiredState.TABLE, Downlink::desired);
  private static final Field<Downlink, Boolean> HELLO =
      Field.optional(4, "hello", Types.FLAG, Downlink::hello, false);
  private static final Field<Downlink, Duration> RETRY_AFTER =
      Field.optional(5, "retryAfter", Types.DURATION, Downlink::retryAfter, Duration.ZERO);
  private static final Field<Downlink, Optional<TelemetryCredit>> TELEMETRY =
      Field.maybe(6, "telemetry", TelemetryCredit.TABLE, Downlink::telemetry);

  /** The field table. */
  public static final Table<Downlink> TABLE =
      new Table<>(
          "downlink",
          List.of(STREAM, ACKNOWLEDGED, DESIRED, HELLO, RETRY_AFTER, TELEMETRY),
          row ->
              new Downlink(
                  row.get(STREAM),
                  row.get(ACKNOWLEDGED),
                  row.get(DESIRED),
                  row.get(HELLO),
                  row.get(RETRY_AFTER),
                  row.get(TELEMETRY)));

  public static final Codec<Downlink> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  /** Says nothing of telemetry. */
  public static Downlink of(
      long stream,
      long acknowledged,
      Optional<DesiredState> desired,
      boolean hello,
      Duration retryAfter) {
    return new Downlink(stream, acknowledged, desired, hello, retryAfter, Optional.empty());
  }

  /** The same, with what the region says of the spool. */
  public Downlink with(TelemetryCredit credit) {
    return new Downlink(stream, acknowledged, desired, hello, retryAfter, Optional.of(credit));
  }
}

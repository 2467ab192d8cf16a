package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** The agent stops in good order. */
public record Goodbye(long stream, String reason) implements Uplink {
  private static final Field<Goodbye, Long> STREAM =
      Field.required(1, "stream", Types.BITS, Goodbye::stream);
  private static final Field<Goodbye, String> REASON =
      Field.optional(2, "reason", Types.text(Limits.TEXT), Goodbye::reason, "");

  /** The field table. */
  public static final Table<Goodbye> TABLE =
      new Table<>(
          "goodbye", List.of(STREAM, REASON), row -> new Goodbye(row.get(STREAM), row.get(REASON)));

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.goodbye(this);
  }
}

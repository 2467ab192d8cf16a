package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Why an operator does something. */
public record Reason(String reason) {
  private static final Field<Reason, String> REASON =
      Field.optional(1, "reason", Types.text(Limits.TEXT), Reason::reason, "");

  /** The field table. */
  public static final Table<Reason> TABLE =
      new Table<>("reason", List.of(REASON), row -> new Reason(row.get(REASON)));

  public static final Codec<Reason> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

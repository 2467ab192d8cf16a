package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * All residency rules; the first that matches a device decides.
 *
 * @param generation rises with each change
 */
public record ResidencyRules(List<ResidencyRule> items, long generation) {
  private static final Field<ResidencyRules, List<ResidencyRule>> ITEMS =
      Field.required(
          1, "items", Types.list(ResidencyRule.TABLE, Limits.RULES), ResidencyRules::items);
  private static final Field<ResidencyRules, Long> GENERATION =
      Field.optional(2, "generation", Types.COUNT, ResidencyRules::generation, 0L);

  /** The field table. */
  public static final Table<ResidencyRules> TABLE =
      new Table<>(
          "residency-rules",
          List.of(ITEMS, GENERATION),
          row -> new ResidencyRules(row.get(ITEMS), row.get(GENERATION)));

  public static final Codec<ResidencyRules> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** Stands for the rules as they were put. */
  public String tag() {
    return Long.toString(generation);
  }
}

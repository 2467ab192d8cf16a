package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Devices that a selector matches are served by these regions only.
 *
 * @param name unique among the rules
 * @param selector over labels, site, model and hardware; never empty
 * @param regions the eligible ones, at least one
 */
public record ResidencyRule(String name, String selector, List<RegionId> regions) {
  private static final Field<ResidencyRule, String> NAME =
      Field.required(1, "name", Types.text(Limits.TEXT), ResidencyRule::name);
  private static final Field<ResidencyRule, String> SELECTOR =
      Field.required(2, "selector", Types.text(Limits.SELECTOR), ResidencyRule::selector);
  private static final Field<ResidencyRule, List<RegionId>> REGIONS =
      Field.required(
          3, "regions", Types.list(IdTypes.REGION, Limits.LABELS), ResidencyRule::regions);

  /** The field table. */
  public static final Table<ResidencyRule> TABLE =
      new Table<>(
          "residency-rule",
          List.of(NAME, SELECTOR, REGIONS),
          row -> new ResidencyRule(row.get(NAME), row.get(SELECTOR), row.get(REGIONS)));

  public ResidencyRule {
    if (selector.isBlank()) {
      throw new IllegalArgumentException(
          "selector must not be empty: a rule for all devices would hide those after it");
    }
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions must name at least one region");
    }
    regions = List.copyOf(regions);
  }
}

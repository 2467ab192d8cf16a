package dev.weir.global.partition;

import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The residency rules as they are kept.
 *
 * @param generation rises with each time that they are put
 * @param settled the generation for which every device was handed to where it should be
 */
public record Residency(List<ResidencyRule> rules, long generation, long settled) {
  /** No rules, and nobody to move. */
  public static final Residency NONE = new Residency(List.of(), 0, 0);

  private static final Field<Residency, List<ResidencyRule>> RULES =
      Field.required(1, "rules", Types.list(ResidencyRule.TABLE, Limits.RULES), Residency::rules);
  private static final Field<Residency, Long> GENERATION =
      Field.required(2, "generation", Types.COUNT, Residency::generation);
  private static final Field<Residency, Long> SETTLED =
      Field.required(3, "settled", Types.COUNT, Residency::settled);

  /** How it is stored. */
  public static final Table<Residency> TABLE =
      new Table<>(
          "residency",
          List.of(RULES, GENERATION, SETTLED),
          row -> new Residency(row.get(RULES), row.get(GENERATION), row.get(SETTLED)));

  public static final Codec<Residency> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** Every fault of new rules at once: the field, the rule, the value. */
  public static List<String> faults(List<ResidencyRule> rules) {
    List<String> faults = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      ResidencyRule rule = rules.get(i);
      String field = "items[" + i + "]";
      if (rule.name().isBlank() || !names.add(rule.name())) {
        faults.add(field + ".name must be there and its own; found \"" + rule.name() + '"');
      }
      try {
        Selector.parse(rule.selector());
      } catch (IllegalArgumentException e) {
        faults.add(field + ".selector: " + e.getMessage());
      }
    }
    return faults;
  }

  /** Other rules, or the same again: devices are to be handed to where they should be. */
  public Residency put(List<ResidencyRule> next) {
    return new Residency(next, generation + 1, settled);
  }

  /** Every device is where it should be. */
  public Residency settle() {
    return new Residency(rules, generation, generation);
  }

  public boolean isSettled() {
    return settled == generation;
  }

  /** As operators see them. */
  public ResidencyRules view() {
    return new ResidencyRules(rules, generation);
  }
}

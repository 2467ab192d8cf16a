package dev.weir.cli.text;

import dev.weir.protocol.api.ResidencyMove;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.text.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Residency rules, and what a change of them would move. */
public final class ResidencyText {
  private ResidencyText() {}

  public static String rules(ResidencyRules rules) {
    if (rules.items().isEmpty()) {
      return """
          No residency rules: every region may serve every device. Make one:
            weir residency set eu --selector site=plant-7 --region north
          """;
    }
    return table(rules.items())
        + "The first rule that matches a device decides. Generation "
        + rules.generation()
        + ".\n";
  }

  private static String table(List<ResidencyRule> rules) {
    TextTable table = new TextTable(">", "RULE", "REGIONS", "SELECTOR");
    int number = 0;
    for (ResidencyRule rule : rules) {
      number++;
      table.row(number, rule.name(), regions(rule), rule.selector());
    }
    return table.render();
  }

  private static String regions(ResidencyRule rule) {
    return rule.regions().stream().map(RegionId::text).collect(Collectors.joining(", "));
  }

  /** Before it is done. */
  public static String plan(List<ResidencyRule> rules, ResidencyPlan plan) {
    return (rules.isEmpty()
            ? "No rules would be left.\n"
            : "Rules as they would be:\n" + table(rules))
        + "\n"
        + moves(plan)
        + (plan.unserved() == 0
            ? ""
            : "NO REGION MAY SERVE " + Amounts.count(plan.unserved(), "device") + "\n");
  }

  private static String moves(ResidencyPlan plan) {
    if (plan.moves().isEmpty()) {
      return "No device of " + plan.lookedAt() + " moves.\n";
    }
    TextTable table = new TextTable("FROM", "TO", ">DEVICES");
    for (ResidencyMove move : plan.moves()) {
      table.row(region(move.from()), region(move.to()), move.devices());
    }
    int devices = plan.moves().stream().mapToInt(ResidencyMove::devices).sum();
    return table.render()
        + devices
        + " of "
        + Amounts.count(plan.lookedAt(), "device")
        + " would be handed over under new owner epochs.\n";
  }

  private static String region(Optional<RegionId> region) {
    return region.map(RegionId::text).orElse("none");
  }
}

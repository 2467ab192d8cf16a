package dev.weir.cli.command;

import dev.weir.cli.file.ResidencyFiles;
import dev.weir.cli.text.ResidencyText;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.selector.Selector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "residency",
    description =
        "Residency rules: which regions may serve which devices. The first rule that matches a"
            + " device decides; a pin stands over them.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer =
        "  weir residency set eu --selector \"site in (plant-7,plant-8)\" --region north --yes")
final class ResidencyCommand {
  private static final View<ResidencyRules> RULES =
      View.of(ResidencyRules.CODEC, (rules, now) -> ResidencyText.rules(rules));
  private static final String YES =
      "Does it. Without it the rules and the devices that would move are shown, and nothing is"
          + " changed (exit code 3).";

  private final Session session;

  ResidencyCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "get",
      description = "Shows the rules in their order.",
      footerHeading = "%nExample:%n",
      footer = "  weir residency get -o yaml")
  int get(@Mixin ViewOption option) {
    return session.view(RULES, option, global -> global.residency());
  }

  @Command(
      name = "set",
      description =
          "Adds a rule below the others, or puts it in the place of the one with its name; with -f,"
              + " sets the whole list. Devices that may not stay where they are, are handed over.",
      footerHeading = "%nExample:%n",
      footer = {
        "  weir residency set eu --selector site=plant-7 --region north --region south",
        "  weir residency set -f residency.yaml --yes",
        "",
        "where residency.yaml has:",
        "",
        "  kind: Residency",
        "  items:",
        "    - {name: eu, selector: site=plant-7, regions: [north, south]}"
      })
  int set(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              description = "What the rule is called, such as eu.")
          Optional<String> name,
      @Option(
              names = {"-l", "--selector"},
              paramLabel = "SELECTOR",
              description = "Whom it is for, by labels, site, model and hardware.")
          Optional<Selector> selector,
      @Option(
              names = "--region",
              paramLabel = "REGION",
              description = "A region that may serve them. Repeat it for each.")
          @Nullable List<RegionId> regions,
      @Option(
              names = {"-f", "--file"},
              paramLabel = "FILE",
              description = "All rules, in YAML or JSON, instead of one.")
          Optional<Path> file,
      @Option(names = "--yes", description = YES) boolean yes,
      @Mixin OutputOption output)
      throws IOException {
    if (file.isPresent() == name.isPresent()) {
      throw new UsageTrouble("give one rule with its NAME, or all of them with -f");
    }
    Residency residency = new Residency(session, yes, output);
    if (file.isPresent()) {
      if (selector.isPresent() || regions != null) {
        throw new UsageTrouble("-f has all of the rules; leave the other options out");
      }
      List<ResidencyRule> rules =
          RolloutFileOption.good(
              file.get(), ResidencyFiles.read(RolloutFileOption.content(file.get())));
      return residency.change(before -> rules);
    }
    ResidencyRule rule = rule(name.get(), selector, regions);
    return residency.change(before -> with(before, rule));
  }

  private static ResidencyRule rule(
      String name, Optional<Selector> selector, @Nullable List<RegionId> regions) {
    if (selector.isEmpty() || regions == null) {
      throw new UsageTrouble("a rule has a --selector and at least one --region");
    }
    try {
      return new ResidencyRule(ResidencyFiles.checkedName(name), selector.get().text(), regions);
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble(e);
    }
  }

  private static List<ResidencyRule> with(List<ResidencyRule> rules, ResidencyRule rule) {
    List<ResidencyRule> changed = new ArrayList<>(rules);
    changed.replaceAll(old -> old.name().equals(rule.name()) ? rule : old);
    if (!changed.contains(rule)) {
      changed.add(rule);
    }
    return List.copyOf(changed);
  }

  @Command(
      name = "rm",
      description = "Takes a rule away. Devices stay where they are if they still may.",
      footerHeading = "%nExample:%n",
      footer = "  weir residency rm eu --yes")
  int remove(
      @Parameters(paramLabel = "NAME", description = "The rule.") String name,
      @Option(names = "--yes", description = YES) boolean yes,
      @Mixin OutputOption output) {
    return new Residency(session, yes, output)
        .change(before -> before.stream().filter(rule -> !rule.name().equals(name)).toList());
  }
}

package dev.weir.cli.command;

import dev.weir.cli.text.FleetText;
import dev.weir.cli.text.ReleaseText;
import dev.weir.cli.text.RolloutText;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "get",
    description = "Lists what there is.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir get devices -l \"site in (plant-7,plant-8)\"")
final class GetCommand {
  private final Session session;

  GetCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "devices",
      description = "Lists devices with what they last reported.",
      footerHeading = "%nExample:%n",
      footer = {
        "  weir get devices -l site=plant-7,!lab",
        "",
        "Besides a device's own labels, selectors see what docs/protocol.md names."
      })
  int devices(
      @Option(
              names = {"-l", "--selector"},
              paramLabel = "SELECTOR",
              description = "Which devices, by labels. Default: all.")
          Optional<Selector> selector,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "1000",
              description = "At most so many. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin OutputOption output) {
    if (limit < 1) {
      throw new UsageTrouble("--limit is at least 1; found " + limit);
    }
    String text = selector.map(Selector::text).orElse("");
    return session.show(
        session.global().devices(text, limit),
        DevicePage.CODEC,
        output,
        page -> FleetText.devices(page, text, session.now()));
  }

  @Command(
      name = "regions",
      description = "Lists regions with their devices, leases and bytes.",
      footerHeading = "%nExample:%n",
      footer = "  weir get regions")
  int regions(@Mixin OutputOption output) {
    return session.show(
        session.global().regions(),
        RegionList.CODEC,
        output,
        regions -> FleetText.regions(regions, session.now()));
  }

  @Command(
      name = "rollouts",
      description = "Lists rollouts, the newest first.",
      footerHeading = "%nExample:%n",
      footer = "  weir get rollouts -o json")
  int rollouts(@Mixin OutputOption output) {
    return session.show(
        session.global().rollouts(),
        RolloutList.CODEC,
        output,
        rollouts -> RolloutText.list(rollouts, session.now()));
  }

  @Command(
      name = "releases",
      description = "Lists published releases with their payloads.",
      footerHeading = "%nExample:%n",
      footer = "  weir get releases")
  int releases(@Mixin OutputOption output) {
    return session.show(
        session.global().releases(),
        ReleaseList.CODEC,
        output,
        releases -> ReleaseText.list(releases, session.now()));
  }
}

package dev.weir.cli.command;

import dev.weir.cli.api.DeviceFilter;
import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.text.FleetText;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
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
        "  weir get devices -l site=plant-7,!lab --state failed --region north",
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
              names = "--state",
              paramLabel = "STATE",
              description =
                  "Which devices, by their last report: unknown, updating, committed, reverted or"
                      + " failed.")
          Optional<DeviceState> state,
      @Option(
              names = "--version",
              paramLabel = "VERSION",
              description = "Which devices, by what they run.")
          Optional<Version> version,
      @Option(
              names = "--region",
              paramLabel = "REGION",
              description = "Which devices, by the region that serves them.")
          Optional<RegionId> region,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "1000",
              description = "At most so many. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin ViewOption option) {
    if (limit < 1) {
      throw new UsageTrouble("--limit is at least 1; found " + limit);
    }
    DeviceFilter filter = new DeviceFilter(selector, state, version, region);
    return session.view(
        View.of(DevicePage.CODEC, (page, now) -> FleetText.devices(page, filter.isAll(), now)),
        option,
        global -> global.devices(filter, limit));
  }

  @Command(
      name = "regions",
      description = "Lists regions with their devices, leases and bytes.",
      footerHeading = "%nExample:%n",
      footer = "  weir get regions")
  int regions(@Mixin ViewOption option) {
    return session.view(Listing.REGIONS, option, GlobalClient::regions);
  }

  @Command(
      name = "rollouts",
      description = "Lists rollouts, the newest first.",
      footerHeading = "%nExample:%n",
      footer = "  weir get rollouts -o json")
  int rollouts(@Mixin ViewOption option) {
    return session.view(Listing.ROLLOUTS, option, GlobalClient::rollouts);
  }

  @Command(
      name = "releases",
      description = "Lists published releases with their payloads.",
      footerHeading = "%nExample:%n",
      footer = "  weir get releases")
  int releases(@Mixin ViewOption option) {
    return session.view(Listing.RELEASES, option, GlobalClient::releases);
  }
}

package dev.weir.cli.text;

import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lists of devices and regions. */
public final class FleetText {
  private FleetText() {}

  public static String devices(DevicePage page, boolean isAll, Instant now) {
    if (page.items().isEmpty()) {
      return isAll
          ? """
            No devices. Make a join token for one, then start its agent with it:
              weir token create --kind device --file device.join
            """
          : "No device is like that. All of them: weir get devices\n";
    }
    TextTable table =
        new TextTable("DEVICE", "REGION", "SITE", "MODEL", "RUNNING", "PHASE", "REPORTED");
    for (DeviceView device : page.items()) {
      table.row(
          device.device(),
          device.region().map(RegionId::text).orElse(""),
          device.site(),
          device.model(),
          device.report().map(report -> report.running().text()).orElse(""),
          device.report().map(Words::phase).orElse(""),
          Amounts.ago(device.reportAt(), now));
    }
    return table.render()
        + (page.next().isPresent()
            ? "There may be more. Choose with -l, --state, --version, --region, or raise --limit.\n"
            : "");
  }

  public static String regions(RegionList regions, Instant now) {
    if (regions.items().isEmpty()) {
      return """
          No regions. Make a join token for one, then start its controller with it:
            weir token create --kind region --file region.join
          """;
    }
    TextTable table =
        new TextTable(
            "REGION",
            ">DEVICES",
            ">ONLINE",
            "LAST SYNC",
            "LEASE",
            ">BACKLOG",
            ">OVER WAN",
            ">TO DEVICES",
            ">CACHED");
    for (RegionView region : regions.items()) {
      Optional<RegionHealth> health = region.health();
      table.row(
          region.region(),
          region.devices(),
          health.map(h -> String.valueOf(h.online())).orElse(""),
          Amounts.ago(region.lastSync(), now),
          lease(region, now),
          health.map(h -> String.valueOf(h.backlog())).orElse(""),
          health.map(h -> Amounts.bytes(h.wanBytes())).orElse(""),
          health.map(h -> Amounts.bytes(h.deviceBytes())).orElse(""),
          health.map(h -> Amounts.bytes(h.cacheBytes())).orElse(""));
    }
    return table.render();
  }

  private static String lease(RegionView region, Instant now) {
    return region
        .leaseUntil()
        .map(until -> until.isAfter(now) ? Amounts.span(Duration.between(now, until)) : "over")
        .orElse("");
  }
}

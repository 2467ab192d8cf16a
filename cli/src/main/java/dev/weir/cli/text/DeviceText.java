package dev.weir.cli.text;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.Report;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One device: what it is, what it runs, what its last action did, why it waits. */
public final class DeviceText {
  private DeviceText() {}

  public static String of(DeviceView device, Instant now) {
    Sheet sheet = new Sheet();
    sheet.line("Device", device.device());
    sheet.line(
        "Model",
        device.model() + (device.hardware().isEmpty() ? "" : ", hardware " + device.hardware()));
    sheet.line("Site", device.site());
    sheet.line(
        "Labels",
        new TreeMap<>(device.labels())
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", ")));
    sheet.line(
        "Region",
        device.region().map(RegionId::text).orElse("none can serve it")
            + ", owner epoch "
            + device.ownerEpoch()
            + device.pin().map(pin -> ", pinned to " + pin).orElse(""));
    sheet.line("Enrolled", Amounts.time(device.enrolledAt()));
    device.report().ifPresent(report -> running(sheet, report));
    sheet.line("Reported", Amounts.ago(device.reportAt(), now));
    return sheet.text() + "\n" + action(device);
  }

  private static void running(Sheet sheet, Report report) {
    sheet.line("Running", report.running() + ", image " + report.image().brief());
    report
        .rollout()
        .ifPresent(
            rollout ->
                sheet.line(
                    "Last action",
                    rollout
                        + ", release "
                        + report.release().map(Object::toString).orElse("-")
                        + ": "
                        + Words.phase(report)));
    sheet.line("Why", report.detail());
    if (report.payloadBytes() > 0) {
      sheet.line(
          "Payload",
          report.payloadCodec()
              + " of "
              + Amounts.bytes(report.payloadBytes())
              + ", "
              + Amounts.percent(report.payloadBytes(), report.imageBytes())
              + " of the image; downloaded "
              + Amounts.bytes(report.downloadedBytes())
              + (report.resumedAt() > 0
                  ? ", resumed at " + Amounts.bytes(report.resumedAt())
                  : ""));
    }
    sheet.line(
        "Transport",
        report.transport() + (report.path().isEmpty() ? "" : ", payload over " + report.path()));
  }

  private static String action(DeviceView device) {
    if (device.reports().isEmpty()) {
      return "No reports of an action yet.\n";
    }
    TextTable table = new TextTable(">REPORT", "AT", "PHASE", "FROM", "RUNNING", "DETAIL");
    for (Report report : device.reports()) {
      table.row(
          report.counter(),
          Amounts.time(report.at()),
          Words.phase(report),
          report.from(),
          report.running(),
          report.detail());
    }
    return table.render();
  }

  public static String why(Explanation why) {
    Sheet sheet = new Sheet();
    sheet.line("Device", why.device());
    sheet.line("Rollout", why.rollout());
    sheet.line("Rule", why.rule());
    sheet.line("Because", why.detail());
    sheet.line("Changes", why.nextChange());
    why.phase().ifPresent(phase -> sheet.line("Phase", Words.of(phase)));
    why.rank().ifPresent(rank -> sheet.line("Rank", rank));
    return sheet.text();
  }
}

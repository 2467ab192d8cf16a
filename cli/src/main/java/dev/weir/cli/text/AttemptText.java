package dev.weir.cli.text;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Attempts;
import dev.weir.protocol.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A device's attempts at rollouts, each as a timeline of its reports, the newest attempt first. */
final class AttemptText {
  private AttemptText() {}

  static String of(DeviceView device) {
    if (device.reports().isEmpty()) {
      return "No reports of an action yet.\n";
    }
    return Attempts.of(device.reports()).stream()
        .map(AttemptText::attempt)
        .collect(Collectors.joining("\n"));
  }

  private static String attempt(List<Report> reports) {
    Report last = reports.get(reports.size() - 1);
    Instant start = last.startedAt().orElse(reports.get(0).at());
    if (last.rollout().isEmpty()) {
      return "Inventory at " + Amounts.time(last.at()) + ": runs " + last.running() + "\n";
    }
    Sheet sheet = new Sheet();
    sheet.line(
        "Attempt",
        last.rollout().map(Object::toString).orElse("")
            + ", release "
            + last.release().map(Object::toString).orElse("-")
            + ", from "
            + last.from()
            + ": "
            + Words.phase(last));
    sheet.line("Accepted", Amounts.time(start));
    sheet.line("Payload", payload(last));
    TextTable table = new TextTable(">AFTER", "PHASE", "RUNNING", "SLOT", ">DOWNLOADED", "DETAIL");
    for (Report report : reports) {
      table.row(
          Amounts.span(Duration.between(start, report.at())),
          Words.phase(report),
          report.running(),
          report.slot(),
          Amounts.bytes(report.downloadedBytes()),
          report.detail());
    }
    return sheet.text() + "\n" + table.render();
  }

  private static String payload(Report last) {
    return last.payloadBytes() == 0
        ? ""
        : last.payloadCodec()
            + " of "
            + Amounts.bytes(last.payloadBytes())
            + ", "
            + Amounts.percent(last.payloadBytes(), last.imageBytes())
            + " of the image; downloaded "
            + Amounts.bytes(last.downloadedBytes())
            + (last.resumedAt() > 0 ? ", resumed at " + Amounts.bytes(last.resumedAt()) : "");
  }
}

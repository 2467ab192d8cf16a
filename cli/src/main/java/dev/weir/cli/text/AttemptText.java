package dev.weir.cli.text;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.message.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device's attempts at rollouts, each as a timeline of its reports, the newest attempt first. */
final class AttemptText {
  private AttemptText() {}

  static String of(DeviceView device) {
    if (device.reports().isEmpty()) {
      return "No reports of an action yet.\n";
    }
    List<List<Report>> attempts = attempts(device.reports());
    StringBuilder out = new StringBuilder();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      out.append(out.isEmpty() ? "" : "\n").append(attempt(attempts.get(i)));
    }
    return out.toString();
  }

  /** Reports of one action in a row; an inventory stands for itself. */
  private static List<List<Report>> attempts(List<Report> reports) {
    List<List<Report>> attempts = new ArrayList<>();
    Optional<Report> before = Optional.empty();
    for (Report report : reports) {
      if (before.filter(last -> isSame(last, report)).isEmpty()) {
        attempts.add(new ArrayList<>());
      }
      attempts.get(attempts.size() - 1).add(report);
      before = Optional.of(report);
    }
    return attempts;
  }

  private static boolean isSame(Report before, Report report) {
    return report.rollout().isPresent()
        && before.rollout().equals(report.rollout())
        && before.generation().equals(report.generation())
        && !before.phase().isFinal();
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

package dev.weir.cli.text;

import dev.weir.cli.api.Reply;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One device: what it is, what it should run and runs, why, what it did and measured. */
public final class DeviceText {
  private DeviceText() {}

  public static String of(DeviceStory story, Instant now) {
    DeviceView device = story.device();
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
    sheet.line("State", Words.of(device.state()));
    sheet.line("Desired", desired(device));
    sheet.line("Reported", device.report().map(DeviceText::running).orElse("nothing yet"));
    device.report().ifPresent(report -> transport(sheet, report));
    sheet.line("Last report", Amounts.ago(device.reportAt(), now));
    story.why().ifPresent(why -> why(sheet, why));
    return sheet.text()
        + "\n"
        + AttemptText.of(device)
        + story.telemetry().map(telemetry -> "\n" + telemetry(device, telemetry, now)).orElse("");
  }

  private static String desired(DeviceView device) {
    return device
        .desired()
        .map(release -> release + device.desiredBy().map(by -> ", by " + by).orElse(""))
        .orElse("what it runs: no open rollout wants anything of it");
  }

  private static String running(Report report) {
    return report.running()
        + ", image "
        + report.image().brief()
        + (report.slot().isEmpty() ? "" : ", in slot " + report.slot())
        + report.other().map(other -> "; the other slot holds " + other).orElse("");
  }

  private static void transport(Sheet sheet, Report report) {
    sheet.line(
        "Transport",
        report.transport() + (report.path().isEmpty() ? "" : ", payload over " + report.path()));
  }

  private static void why(Sheet sheet, Reply<Explanation> reply) {
    if (reply instanceof Reply.Done<Explanation> done) {
      Explanation why = done.value();
      sheet.line("Why", why.detail() + " [" + why.rule() + "]");
      sheet.line("Changes", why.nextChange());
    } else {
      sheet.line("Why", "not known: " + trouble(reply));
    }
  }

  private static String telemetry(DeviceView device, Reply<TelemetryView> reply, Instant now) {
    return reply.fold(
        view ->
            view.series().isEmpty()
                ? "No telemetry in the last hour.\n"
                : TelemetryText.newest(view, now)
                    + "Charts: weir telemetry "
                    + device.device()
                    + "\n",
        problem -> "Telemetry is not known: " + Printable.of(problem.detail()) + "\n");
  }

  private static String trouble(Reply<?> reply) {
    return reply instanceof Reply.Refused<?> refused ? refused.problem().detail() : "";
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

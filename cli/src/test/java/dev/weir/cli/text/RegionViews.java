package dev.weir.cli.text;

import dev.weir.cli.api.Reply;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ResidencyMove;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What regions say of the small fleet, and the rules by which they serve it. */
public final class RegionViews {
  private RegionViews() {}

  /** The same, with what its region says. */
  public static DeviceStory story() {
    return new DeviceStory(
        Views.device(),
        Optional.of(new Reply.Done<>(telemetry(), "")),
        Optional.of(new Reply.Done<>(Views.why(), "")));
  }

  /** A device whose region can't be asked. */
  public static DeviceStory storyOfSilence() {
    return new DeviceStory(
        Views.device(),
        Optional.of(new Reply.Refused<>(silence())),
        Optional.of(new Reply.Refused<>(silence())));
  }

  private static Problem silence() {
    return new Problem("", "", 504, "region north did not answer within 10 s", "noAnswer");
  }

  /** An hour: a wave of load with a gap and a spike, memory that never moves, a count. */
  public static TelemetryView telemetry() {
    Instant since = Views.NOW.minusSeconds(3600);
    List<Point> load = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double mean = 0.4 + 0.3 * StrictMath.sin(i / 9.0);
      double max = i == 100 ? 0.97 : mean + 0.02;
      if (i < 40 || i > 55) {
        load.add(new Point(since.plusSeconds(30L * i), mean - 0.02, mean, max, 3));
      }
    }
    return new TelemetryView(
        DeviceId.of("pump-1"),
        since,
        Views.NOW,
        Duration.ofSeconds(30),
        List.of(
            new SeriesView("cpu.load", "/", load, 0.4375, Views.NOW.minusSeconds(4)),
            new SeriesView(
                "memory.used",
                "B",
                List.of(new Point(since.plusSeconds(1800), 12e6, 12e6, 12e6, 60)),
                12e6,
                Views.NOW.minusSeconds(4)),
            new SeriesView("boots", "count", List.of(), 17, Views.NOW.minusSeconds(86_400)),
            new SeriesView(
                "temperature",
                "Cel",
                List.of(new Point(since, -12.5, -1.25, 8, 2)),
                8,
                Views.NOW.minusSeconds(3599))),
        7);
  }

  public static TelemetryView noTelemetry() {
    return new TelemetryView(
        DeviceId.of("pump-1"),
        Views.NOW.minusSeconds(3600),
        Views.NOW,
        Duration.ofSeconds(25),
        List.of(),
        0);
  }

  public static ResidencyRules residency() {
    return new ResidencyRules(
        List.of(
            new ResidencyRule("eu", "site in (plant-7,plant-8)", List.of(RegionId.of("north"))),
            new ResidencyRule(
                "lab", "lab=yes,!line", List.of(RegionId.of("north"), RegionId.of("south")))),
        3);
  }

  public static ResidencyPlan residencyPlan() {
    return new ResidencyPlan(
        List.of(
            new ResidencyMove(
                Optional.of(RegionId.of("south")), Optional.of(RegionId.of("north")), 12),
            new ResidencyMove(Optional.of(RegionId.of("south")), Optional.empty(), 1)),
        1,
        40);
  }
}

package dev.weir.cli.text;

import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RegionCountsView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small fleet as global's API would show it. */
public final class Views {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:35Z");
  public static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");

  private static final RegionId NORTH = RegionId.of("north");
  private static final RegionId SOUTH = RegionId.of("south");
  static final Digest IMAGE = Digest.of(new byte[] {1});

  private Views() {}

  public static RolloutSpec spec(int sample) {
    Gate gate = new Gate(950_000, sample, Duration.ofSeconds(10));
    return new RolloutSpec(
        RolloutId.of("update-1"),
        ReleaseId.of("pump-v2-1.1.0"),
        "site in (plant-7,plant-8)",
        List.of(
            new WaveSpec("canary", Optional.empty(), Optional.of(2), gate),
            new WaveSpec("tenth", Optional.of(100_000), Optional.empty(), gate),
            new WaveSpec("rest", Optional.empty(), Optional.empty(), gate)),
        100,
        Duration.ofHours(1),
        new Deadlines(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(15)),
        List.of(
            new AbortThreshold(Optional.of(FailureClass.UNHEALTHY), 200_000, 5),
            new AbortThreshold(Optional.of(FailureClass.SILENT_AFTER_SWITCH), 0, 1)));
  }

  public static PlanView plan() {
    return new PlanView(
        spec(2),
        List.of(
            new PlanRow("canary", NORTH, 1, 1_012_345, 1_012_345),
            new PlanRow("canary", SOUTH, 1, 2_212_345, 2_212_345),
            new PlanRow("rest", NORTH, 3, 3_037_035, 0),
            new PlanRow("rest", SOUTH, 3, 3_037_035, 1_012_345)),
        List.of(
            new PlanGate("canary", true, "2 targets, sample 2"),
            new PlanGate("tenth", true, "2 targets, sample 2"),
            new PlanGate("rest", true, "8 targets, sample 2")),
        8,
        1,
        2,
        List.of(),
        Duration.ofMinutes(10),
        17_698_760,
        List.of(delta(DeltaJobState.WAITING)));
  }

  public static PlanView unstartable() {
    PlanView plan = plan();
    return new PlanView(
        spec(5),
        plan.rows(),
        List.of(
            new PlanGate(
                "canary", false, "the gate wants 5 ended devices and the wave has only 2 targets"),
            new PlanGate("tenth", true, "8 targets, sample 5")),
        8,
        0,
        0,
        List.of(RolloutId.of("update-0")),
        Duration.ofMinutes(10),
        0,
        List.of());
  }

  public static PlanView nobody() {
    return new PlanView(
        spec(2), List.of(), List.of(), 0, 0, 0, List.of(), Duration.ofMinutes(10), 0, List.of());
  }

  public static RolloutView running() {
    return rollout(
        RolloutState.RUNNING,
        "",
        new WaveCounts(0, 0, 0, 0, 0, 2, 0, List.of(), 0),
        new WaveCounts(1, 1, 1, 2, 1, 1, 0, List.of(), 0));
  }

  /** The running one, in another state. */
  public static RolloutView in(RolloutState state) {
    RolloutView v = running();
    return new RolloutView(
        v.spec(),
        state,
        v.reason(),
        v.waves(),
        v.regions(),
        v.startedAt(),
        v.endedAt(),
        0,
        v.revision(),
        v.preparing(),
        v.prepared(),
        v.deltas());
  }

  /** One that waits for deltas: one is built, one is being built, and one was given up. */
  public static RolloutView preparing() {
    RolloutView v = running();
    RolloutSpec spec = spec(2);
    WaveCounts nobody = new WaveCounts(0, 0, 0, 0, 0, 0, 0, List.of(), 0);
    return new RolloutView(
        new RolloutSpec(
            spec.rollout(),
            spec.release(),
            spec.selector(),
            spec.waves(),
            spec.maxConcurrent(),
            spec.startWithin(),
            spec.deadlines(),
            spec.abort(),
            new Prepare(Duration.ofMinutes(30), Prepare.Then.HOLD),
            200_000_000),
        RolloutState.PREPARING,
        "",
        spec.waves().stream()
            .map(
                wave ->
                    new WaveView(
                        wave.name(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        nobody,
                        wave.name().equals("canary")
                            ? "waits for deltas: 1 of 3 built, 1 failed; at most until"
                                + " 2026-03-01T12:30:00Z"
                            : "not open",
                        wave))
            .toList(),
        List.of(),
        v.startedAt(),
        Optional.empty(),
        0,
        1,
        Optional.of(STARTED.plusSeconds(1800)),
        "",
        List.of(
            delta(DeltaJobState.DONE), delta(DeltaJobState.LEASED), delta(DeltaJobState.FAILED)));
  }

  /** A job from a version of its own for each state. */
  public static DeltaJobView delta(DeltaJobState state) {
    boolean isDone = state == DeltaJobState.DONE;
    boolean isBegun = state != DeltaJobState.WAITING;
    return new DeltaJobView(
        IMAGE,
        IMAGE,
        state,
        state == DeltaJobState.FAILED
            ? Optional.empty()
            : Optional.of(new Version(isDone ? "1.0.0" : "1.0.1")),
        Optional.of(new Version("1.1.0")),
        isDone ? 1200 : 40,
        isBegun ? "builder-1" : "",
        state == DeltaJobState.LEASED ? Optional.of(NOW.plusSeconds(42)) : Optional.empty(),
        isBegun ? 1 : 0,
        state == DeltaJobState.FAILED ? "took longer than 60m" : "",
        isDone ? 1_012_345 : 0,
        NOW.minusSeconds(18));
  }

  public static RolloutView halted() {
    return rollout(
        RolloutState.HALTED,
        "wave canary: success 0% is below 95%",
        new WaveCounts(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            List.of(
                new FailureCount(FailureClass.UNHEALTHY, 1),
                new FailureCount(FailureClass.BOOT_LOOP, 1)),
            0),
        new WaveCounts(1, 0, 0, 0, 0, 0, 0, List.of(), 0));
  }

  private static RolloutView rollout(
      RolloutState state, String reason, WaveCounts canary, WaveCounts tenth) {
    RolloutSpec spec = spec(2);
    boolean second = state == RolloutState.RUNNING;
    List<WaveView> waves =
        List.of(
            new WaveView(
                "canary",
                Optional.of(new Rank(5)),
                Optional.of(STARTED),
                second ? Optional.of(STARTED.plusSeconds(12)) : Optional.empty(),
                canary,
                second ? "2 of 2 committed, stood 10s" : "0 of 2 committed",
                spec.waves().get(0)),
            new WaveView(
                "tenth",
                second ? Optional.of(new Rank(9)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tenth,
                second ? "1 of 1 committed; waits for a sample of 2" : "",
                spec.waves().get(1)),
            new WaveView(
                "rest",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new WaveCounts(2, 0, 0, 0, 0, 0, 0, List.of(), 0),
                "",
                spec.waves().get(2)));
    return new RolloutView(
        spec,
        state,
        reason,
        waves,
        List.of(
            new RegionCountsView(
                NORTH, new RolloutCounts(spec.rollout(), List.of(canary, tenth), !second))),
        STARTED,
        Optional.empty(),
        second ? 4 : 1,
        17,
        Optional.empty(),
        "",
        List.of());
  }

  public static Report report(long counter, UpdatePhase phase, Optional<FailureClass> failure) {
    return new Report(
        DeviceId.of("pump-1"),
        counter,
        counter == 1 ? Optional.empty() : Optional.of(IMAGE),
        STARTED.plusSeconds(counter),
        new Generation(1, 4),
        Optional.of(RolloutId.of("update-1")),
        Optional.of(ReleaseId.of("pump-v2-1.1.0")),
        phase,
        failure,
        failure.isPresent() ? "exit code 1 instead of the line \"pump 1.1.0\"" : "",
        new Version("1.0.0"),
        new Version(phase == UpdatePhase.COMMITTED ? "1.1.0" : "1.0.0"),
        IMAGE,
        Optional.of(IMAGE),
        "GDIFF_XZ",
        1_012_345,
        9_123_456,
        1_045_113,
        524_288,
        Optional.of(STARTED),
        "mqtt",
        "http",
        "a",
        Optional.of(new Version("1.1.0")));
  }

  public static DeviceView device() {
    Report last = report(7, UpdatePhase.REVERTED, Optional.of(FailureClass.UNHEALTHY));
    return new DeviceView(
        DeviceId.of("pump-1"),
        Optional.of(NORTH),
        3,
        SiteId.of("plant-7"),
        new Model("pump-v2"),
        "rev-b",
        new java.util.TreeMap<>(Map.of("lab", "no", "line", "2")),
        Optional.of(NORTH),
        STARTED.minusSeconds(86_400),
        Optional.of(last),
        Optional.of(NOW.minusSeconds(12)),
        List.of(
            report(5, UpdatePhase.DOWNLOADING, Optional.empty()),
            report(6, UpdatePhase.TRIAL, Optional.empty()),
            last),
        Optional.of(ReleaseId.of("pump-v2-1.1.0")),
        Optional.of(RolloutId.of("update-1")),
        DeviceState.REVERTED);
  }

  /** The device, as the other region's. */
  public static DeviceView handedOver() {
    DeviceView v = device();
    return new DeviceView(
        v.device(),
        Optional.of(SOUTH),
        4,
        v.site(),
        v.model(),
        v.hardware(),
        v.labels(),
        Optional.of(SOUTH),
        v.enrolledAt(),
        v.report(),
        v.reportAt(),
        v.reports(),
        v.desired(),
        v.desiredBy(),
        v.state());
  }

  public static DeviceView quiet() {
    return new DeviceView(
        DeviceId.of("acme~pump-2"),
        Optional.empty(),
        0,
        SiteId.of("acme~plant-8"),
        new Model("pump-v2"),
        "",
        Collections.emptyMap(),
        Optional.empty(),
        STARTED,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        DeviceState.UNKNOWN);
  }

  public static DevicePage devices() {
    return new DevicePage(List.of(device(), quiet()), Optional.of("next"));
  }

  public static RegionList regions() {
    return new RegionList(
        List.of(
            new RegionView(
                NORTH,
                Optional.of(
                    new RegionHealth(
                        4, 3, 3_224_690, 9_123_456, 3_224_690, 0, List.of(), List.of(), 0, 0,
                        List.of())),
                Optional.of(NOW.minusSeconds(1)),
                1,
                40,
                42,
                Optional.of(NOW.plusSeconds(599)),
                4),
            new RegionView(
                SOUTH,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                Optional.of(NOW.minusSeconds(1)),
                0)));
  }

  public static Explanation why() {
    return new Explanation(
        DeviceId.of("pump-1"),
        RolloutId.of("update-1"),
        "aboveOpenRank",
        "its rank 00000000000000ff is above the open rank 0000000000000009",
        "when wave rest opens",
        Optional.of(new Rank(255)),
        Optional.empty());
  }
}

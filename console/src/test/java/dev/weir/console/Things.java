package dev.weir.console;

import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.RegionCountsView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.ReleaseView;
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
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Fetch;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A small fleet in the middle of an update, for pages to show. */
final class Things {
  static final Instant NOW = Instant.parse("2026-03-04T09:30:00Z");
  static final RegionId NORTH = RegionId.of("north");
  static final RegionId SOUTH = RegionId.of("south");
  static final Model PUMP = new Model("pump-v2");
  static final Version OLD = new Version("1.8.2");
  static final Version NEW = new Version("1.9.0");
  static final ReleaseId RELEASE = ReleaseId.of("pump-v2-1.9.0");
  static final RolloutId ROLLOUT = RolloutId.of("spring-update");
  static final DeviceId DEVICE = DeviceId.of("pump-0007");

  private Things() {}

  static Instant ago(long seconds) {
    return NOW.minusSeconds(seconds);
  }

  static Digest digest(String of) {
    return Bytes.ofUtf8(of).digest();
  }

  static DeviceId device(int number) {
    return DeviceId.of(String.format("pump-%04d", number));
  }

  /** What a hostile device may put wherever it may put a text. */
  static Report report(
      long counter, UpdatePhase phase, Optional<FailureClass> failure, String text, Instant at) {
    boolean isSwitched = phase == UpdatePhase.TRIAL || phase == UpdatePhase.COMMITTED;
    return new Report(
        DEVICE,
        counter,
        Optional.empty(),
        at,
        new Generation(3, 12),
        Optional.of(ROLLOUT),
        Optional.of(RELEASE),
        phase,
        failure,
        text,
        OLD,
        isSwitched ? NEW : OLD,
        digest(isSwitched ? "new" : "old"),
        Optional.of(digest("delta")),
        "gdiffXz",
        412_338,
        3_814_912,
        498_020,
        196_608,
        Optional.of(ago(260)),
        "mqtt",
        "http",
        isSwitched ? "b" : "a",
        Optional.of(isSwitched ? OLD : NEW));
  }

  /** What a pump reported of its update, by how it ended; oldest first. */
  static List<Report> reports(Pumps.Pump pump, String text) {
    boolean isNew = pump.version().equals(Optional.of(NEW));
    return switch (pump.state()) {
      case UNKNOWN -> List.of();
      case COMMITTED -> isNew ? update(text) : List.of(inventory(text));
      case UPDATING -> update(text).subList(0, 2);
      case REVERTED ->
          with(
              update(text).subList(0, 4),
              UpdatePhase.REVERTED,
              FailureClass.UNHEALTHY,
              "exit code 1");
      case FAILED ->
          with(
              update(text).subList(0, 1),
              UpdatePhase.FAILED,
              FailureClass.DOWNLOAD_FAILED,
              "no answer");
    };
  }

  private static List<Report> update(String text) {
    return List.of(
        report(41, UpdatePhase.DOWNLOADING, Optional.empty(), "", ago(258)),
        report(42, UpdatePhase.DOWNLOADED, Optional.empty(), text, ago(190)),
        report(43, UpdatePhase.INSTALLING, Optional.empty(), "", ago(188)),
        report(44, UpdatePhase.TRIAL, Optional.empty(), "started " + NEW, ago(140)),
        report(45, UpdatePhase.COMMITTED, Optional.empty(), text, ago(80)));
  }

  private static List<Report> with(
      List<Report> before, UpdatePhase phase, FailureClass failure, String detail) {
    List<Report> all = new ArrayList<>(before);
    all.add(report(45, phase, Optional.of(failure), detail, ago(80)));
    return List.copyOf(all);
  }

  /** What it runs, outside any rollout. */
  private static Report inventory(String text) {
    return new Report(
        DEVICE,
        40,
        Optional.empty(),
        ago(4_000),
        new Generation(3, 11),
        Optional.empty(),
        Optional.empty(),
        UpdatePhase.COMMITTED,
        Optional.empty(),
        text,
        OLD,
        OLD,
        digest("old"),
        Optional.empty(),
        "",
        0,
        3_814_912,
        0,
        0,
        Optional.empty(),
        "mqtt",
        "",
        "a",
        Optional.empty());
  }

  static DeviceView deviceView(Pumps.Pump pump, String text) {
    List<Report> reports = reports(pump, text);
    Optional<Report> last =
        reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
    return new DeviceView(
        pump.id(),
        Optional.of(pump.region()),
        3,
        SiteId.of("plant-7"),
        PUMP,
        text.isEmpty() ? "rev-b" : text,
        Map.of("model", "pump-v2", "site", "plant-7", "line", text.isEmpty() ? "east" : text),
        Optional.empty(),
        ago(5_000_000),
        last,
        last.map(report -> report.at().plusSeconds(1)),
        reports,
        Optional.of(RELEASE),
        Optional.of(ROLLOUT),
        pump.state());
  }

  static LocalDeviceView local(Pumps.Pump pump, String text) {
    return new LocalDeviceView(
        pump.id(),
        pump.online(),
        text.isEmpty() ? "mqtt" : text,
        Optional.of(ago(4)),
        pump.version(),
        pump.version().map(version -> digest(version.text())),
        new Generation(3, 12),
        new Generation(3, 12),
        Optional.of(ROLLOUT).filter(rollout -> pump.place(rollout).isPresent()),
        pump.place(ROLLOUT).map(place -> phase(place.state())),
        Optional.empty(),
        196_608,
        412_338,
        88,
        PUMP,
        Map.of("model", "pump-v2", "line", text.isEmpty() ? "east" : text),
        Optional.of(SiteId.of("plant-7")),
        text.isEmpty() ? "rev-b" : text,
        Optional.of(RELEASE),
        "a",
        Optional.empty());
  }

  private static UpdatePhase phase(TargetState state) {
    return switch (state) {
      case WAITING, UNREACHED -> UpdatePhase.OFFERED;
      case WORKING, SILENT -> UpdatePhase.DOWNLOADING;
      case SWITCHING -> UpdatePhase.TRIAL;
      case COMMITTED, ALREADY -> UpdatePhase.COMMITTED;
      case FAILED -> UpdatePhase.REVERTED;
    };
  }

  static RegionHealth health(RegionId region, int backlog, String text, Map<RegionId, URI> apis) {
    return new RegionHealth(
        Pumps.of(region).size(),
        Pumps.online(Pumps.of(region)),
        4_226_150,
        31_880_200,
        8_104_220,
        backlog,
        List.of(
            new Endpoint("api", apis.getOrDefault(region, URI.create("https://127.0.0.1:8443"))),
            new Endpoint(text.isEmpty() ? "mqtt" : text, URI.create("mqtts://127.0.0.1:8883")),
            new Endpoint("coap", URI.create("coaps://127.0.0.1:5684"))),
        List.of(new Fetch(digest("delta"), 1, 412_338), new Fetch(digest("full"), 1, 3_813_812)),
        184_220,
        0,
        text.isEmpty() ? List.of() : List.of(text));
  }

  /**
   * Both regions, one of them cut off.
   *
   * @param apis where their consoles are
   */
  static List<RegionView> regions(String text, Map<RegionId, URI> apis) {
    return List.of(
        new RegionView(
            NORTH,
            Optional.of(health(NORTH, 0, text, apis)),
            Optional.of(ago(1)),
            1,
            42,
            42,
            Optional.of(NOW.plusSeconds(3_500)),
            Pumps.of(NORTH).size()),
        new RegionView(
            SOUTH,
            Optional.of(health(SOUTH, 17, "", apis)),
            Optional.of(ago(252)),
            2,
            40,
            42,
            Optional.of(NOW.plusSeconds(3_348)),
            Pumps.of(SOUTH).size()));
  }

  static RegionStatus status(RegionId region, Instant globalSince, String text) {
    return new RegionStatus(
        region,
        1,
        health(region, 3, text, Map.of()),
        Optional.of(globalSince.plusSeconds(3_600)),
        Optional.of(globalSince),
        42,
        List.of(Pumps.counts(ROLLOUT, region::equals)),
        Pumps.census(Pumps.of(region)));
  }

  /** A region that nothing has come to yet. */
  static RegionStatus freshRegion(RegionId region) {
    return new RegionStatus(
        region,
        1,
        new RegionHealth(0, 0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, List.of()),
        Optional.empty(),
        Optional.empty(),
        0,
        List.of(),
        List.of());
  }

  static LocalRolloutView local(RegionId region, RolloutId rollout, String halted, String text) {
    return new LocalRolloutView(
        rollout,
        RELEASE,
        RolloutState.RUNNING,
        PUMP,
        "site in (plant-7,plant-9)",
        Pumps.counts(rollout, region::equals),
        halted,
        text,
        8,
        100,
        List.of(Rank.ofShare(54_000), Rank.ofShare(350_000)),
        List.of(new AbortThreshold(Optional.empty(), 200_000, 5)),
        2,
        18_400_000,
        50_000_000);
  }

  static WaveSpec wave(String name, Optional<Integer> share, Optional<Integer> count, int bake) {
    return new WaveSpec(name, share, count, new Gate(980_000, 5, Duration.ofSeconds(bake)));
  }

  static RolloutSpec spec(RolloutId rollout) {
    return new RolloutSpec(
        rollout,
        RELEASE,
        "site in (plant-7,plant-9)",
        List.of(
            wave("canary", Optional.empty(), Optional.of(10), 60),
            wave("early", Optional.of(100_000), Optional.empty(), 300),
            wave("rest", Optional.empty(), Optional.empty(), 0)),
        100,
        Duration.ofHours(1),
        new Deadlines(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(15)),
        List.of(new AbortThreshold(Optional.empty(), 200_000, 5)));
  }

  static RolloutView rollout(RolloutSpec spec, RolloutState state, String reason, long revision) {
    return new RolloutView(
        spec,
        state,
        reason,
        IntStream.range(0, spec.waves().size()).mapToObj(index -> view(spec, index)).toList(),
        List.of(part(spec, NORTH), part(spec, SOUTH)),
        ago(1_510),
        Optional.empty(),
        mayStillInstall(Pumps.wave(spec.rollout(), 1, region -> true)),
        revision,
        state == RolloutState.PREPARING ? Optional.of(NOW.plusSeconds(600)) : Optional.empty(),
        "",
        List.of(delta(DeltaJobState.LEASED)));
  }

  static DeltaJobView delta(DeltaJobState state) {
    return new DeltaJobView(
        digest("base"),
        digest("image"),
        state,
        Optional.of(new Version("1.7.0")),
        Optional.of(new Version("1.9.0")),
        84,
        "builder-1",
        Optional.of(NOW.plusSeconds(40)),
        2,
        "worker builder-2 was not heard of in time",
        0,
        ago(20));
  }

  private static RegionCountsView part(RolloutSpec spec, RegionId region) {
    return new RegionCountsView(region, Pumps.counts(spec.rollout(), region::equals));
  }

  private static int mayStillInstall(WaveCounts wave) {
    return wave.unreached() + wave.working() + wave.silent();
  }

  /** The first wave has passed, the second is open. */
  private static WaveView view(RolloutSpec spec, int index) {
    Optional<Instant> opened =
        index < 2 ? Optional.of(ago(index == 0 ? 1_500 : 900)) : Optional.empty();
    Optional<Instant> passed = index == 0 ? Optional.of(ago(900)) : Optional.empty();
    WaveSpec wave = spec.waves().get(index);
    return new WaveView(
        wave.name(),
        opened.map(at -> Rank.HIGHEST),
        opened,
        passed,
        Pumps.wave(spec.rollout(), index, region -> true),
        passed.isPresent()
            ? "10 of 10 committed, stood for 1m"
            : opened.isEmpty()
                ? "not open"
                : "27 of 28 ended committed (96%); bakes until 09:34:12; with all 3 that are switching"
                    + " failed it would be 87%",
        wave);
  }

  static Payload payload(PayloadCodec codec, String name, int size, Optional<Digest> base) {
    List<Digest> chunks = new ArrayList<>();
    for (int i = 0; i < (size + 65_535) / 65_536; i++) {
      chunks.add(digest(name + i));
    }
    return new Payload(codec, digest(name), size, base, 1_048_576, 65_536, chunks);
  }

  static ReleaseView release(Version version, long counter, String text) {
    return new ReleaseView(
        new Manifest(
            ReleaseId.of("pump-v2-" + version),
            version,
            counter,
            ago(90_000),
            new Compatibility(
                PUMP, List.of(text.isEmpty() ? "rev-b" : text), List.of(OLD, new Version("1.8.1"))),
            ImageFormat.ELF,
            digest(version.equals(NEW) ? "new" : version.equals(OLD) ? "old" : version.text()),
            3_814_912,
            List.of(
                payload(PayloadCodec.XZ, "full", 1_402_116, Optional.empty()),
                payload(PayloadCodec.GDIFF_XZ, "delta", 412_338, Optional.of(digest("old")))),
            new Health(
                List.of("--version"),
                text.isEmpty() ? "pump " + version : text,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30))),
        digest("signed"),
        1_180,
        ago(86_000));
  }

  static Overview overview(List<Pumps.Pump> pumps, List<Change> changes) {
    return new Overview(
        pumps.size(),
        Pumps.online(pumps),
        Pumps.census(pumps),
        pumps.isEmpty() ? 0 : 184_220,
        0,
        List.copyOf(changes));
  }

  /** The newest first. */
  static List<Change> changes(String text) {
    return List.of(
        new Change(9, ago(900), "waveOpened", "spring-update", "early, 10% of the targets"),
        new Change(8, ago(900), "gatePassed", "spring-update", "canary: 10 of 10 committed"),
        new Change(7, ago(1_510), "rolloutStarted", "spring-update", text),
        new Change(6, ago(86_000), "releasePublished", "pump-v2-1.9.0", "counter 19"),
        new Change(5, ago(350_000), "regionJoined", "south", ""));
  }

  static TelemetryView telemetry(Instant since, Instant until) {
    return new TelemetryView(
        DEVICE,
        since,
        until,
        Duration.ofMinutes(1),
        List.of(
            series("boots", "count", since, 0, 7, 7),
            series("cpu.load", "/", since, 1, 0.12, 0.55),
            series("memory.total", "B", since, 0, 536_870_912, 536_870_912),
            series("memory.used", "B", since, 2, 180_000_000, 240_000_000),
            series("network.received", "B", since, 3, 1_000_000, 60_000_000),
            series("temperature", "Cel", since, 4, 38, 47)),
        0);
  }

  private static SeriesView series(
      String name, String unit, Instant since, int shape, double least, double most) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (i >= 34 && i < 38) {
        continue;
      }
      double wave =
          shape == 3 ? i / 60.0 : 0.5 + 0.5 * StrictMath.sin(i / 6.0 + shape) * (i % 7) / 7.0;
      double mean = least + (most - least) * wave;
      double spread = shape == 0 || shape == 3 ? 0 : (most - least) * 0.08;
      points.add(new Point(since.plusSeconds(60L * i), mean - spread, mean, mean + spread, 12));
    }
    Point last = points.get(points.size() - 1);
    return new SeriesView(name, unit, points, last.mean(), last.at().plusSeconds(55));
  }
}

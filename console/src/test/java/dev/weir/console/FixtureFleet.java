package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers from {@link Pumps} and {@link Things}, and remembers what it was told.
 *
 * <p>{@code text} stands wherever a device or a person may put a text; {@code isEmpty} for a fleet
 * without anything in it.
 */
class FixtureFleet implements CommonFleet {
  final List<Pumps.Pump> pumps;
  final String text;
  final boolean isEmpty;
  final List<String> told = new ArrayList<>();
  List<RegionId> missing = List.of();
  Instant globalSince = Things.ago(2);

  FixtureFleet(List<Pumps.Pump> pumps, String text, boolean isEmpty) {
    this.pumps = isEmpty ? List.of() : pumps;
    this.text = text;
    this.isEmpty = isEmpty;
  }

  static <T> CompletableFuture<Reply<T>> done(T value) {
    return CompletableFuture.completedFuture(Reply.done(value));
  }

  static <T> CompletableFuture<Reply<T>> refused(Code code, String detail) {
    return CompletableFuture.completedFuture(Reply.refused(code, detail));
  }

  /** A page of a list. */
  private record Page<T>(List<T> items, Optional<String> next) {
    static <T> Page<T> of(List<T> all, Function<T, String> id, String cursor, int limit) {
      int from = cursor.isEmpty() ? 0 : all.stream().map(id).toList().indexOf(cursor) + 1;
      List<T> items = all.subList(from, Math.min(all.size(), from + limit));
      boolean isLast = from + limit >= all.size();
      return new Page<>(
          items, isLast ? Optional.empty() : Optional.of(id.apply(items.get(items.size() - 1))));
    }
  }

  /** The pumps that are asked for. */
  <T> CompletableFuture<Reply<T>> page(DeviceAsk ask, Function<Page<Pumps.Pump>, T> view) {
    Selector selector;
    try {
      selector = Selector.parse(ask.selector());
    } catch (IllegalArgumentException e) {
      return refused(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
    List<Pumps.Pump> found =
        pumps.stream()
            .filter(pump -> selector.matches(Things.deviceView(pump, text).labels()))
            .filter(pump -> ask.version().isEmpty() || ask.version().equals(pump.version()))
            .filter(pump -> ask.state().map(state -> state == pump.state()).orElse(true))
            .filter(pump -> ask.region().map(pump.region()::equals).orElse(true))
            .filter(pump -> ask.online().map(online -> online == pump.online()).orElse(true))
            .toList();
    return done(view.apply(Page.of(found, pump -> pump.id().text(), ask.cursor(), ask.limit())));
  }

  Optional<Pumps.Pump> pump(DeviceId device) {
    return pumps.stream().filter(pump -> pump.id().equals(device)).findFirst();
  }

  @Override
  public CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device) {
    boolean isDone =
        pump(device)
            .flatMap(pump -> pump.place(rollout))
            .filter(place -> place.state() == TargetState.COMMITTED)
            .isPresent();
    return done(
        new Explanation(
            device,
            rollout,
            isDone ? "alreadyRuns" : "aboveOpenRank",
            said(isDone ? "it committed in this rollout" : "its rank lies above the open one"),
            said(isDone ? "never in this rollout" : "when a later wave opens"),
            Optional.of(Rank.ofShare(420_000)),
            isDone ? Optional.of(UpdatePhase.COMMITTED) : Optional.empty()));
  }

  private String said(String usual) {
    return text.isEmpty() ? usual : text;
  }

  @Override
  public CompletableFuture<Reply<TargetPage>> targets(RolloutId rollout, TargetAsk ask) {
    List<Target> found = new ArrayList<>();
    for (Pumps.Pump pump : pumps) {
      pump.place(rollout)
          .filter(place -> ask.wave().map(wave -> wave == place.wave()).orElse(true))
          .filter(place -> ask.state().map(state -> state == place.state()).orElse(true))
          .filter(place -> ask.region().map(pump.region()::equals).orElse(true))
          .ifPresent(place -> found.add(target(pump, place)));
    }
    Page<Target> page = Page.of(found, target -> target.device().text(), ask.cursor(), ask.limit());
    return done(new TargetPage(page.items(), page.next(), missing));
  }

  private static Target target(Pumps.Pump pump, Pumps.Place place) {
    boolean isFailed = place.state() == TargetState.FAILED;
    return new Target(
        pump.id(),
        pump.region(),
        place.wave(),
        place.state(),
        Optional.of(isFailed ? UpdatePhase.REVERTED : UpdatePhase.DOWNLOADING),
        isFailed ? Optional.of(FailureClass.UNHEALTHY) : Optional.empty(),
        pump.version(),
        Optional.of(Things.ago(9)));
  }

  @Override
  public CompletableFuture<Reply<TelemetryView>> telemetry(DeviceId device, TelemetryAsk ask) {
    return isEmpty
        ? refused(Code.NO_ANSWER, "region north did not answer within 3 s; ask again")
        : done(Things.telemetry(ask.since(), ask.until()));
  }

  /** Global's part. */
  static final class Global extends FixtureFleet implements GlobalFleet {
    final Map<RolloutId, RolloutView> rollouts = new LinkedHashMap<>();
    final List<ReleaseView> releases = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    Map<RegionId, URI> apis = Map.of();
    private final Map<Digest, Claim> claims = new LinkedHashMap<>();

    Global(String text, boolean isEmpty) {
      super(Pumps.all(), text, isEmpty);
      if (!isEmpty) {
        keep(Things.rollout(Things.spec(Things.ROLLOUT), RolloutState.RUNNING, text, 9));
        keep(
            Things.rollout(
                Things.spec(Pumps.HOTFIX),
                RolloutState.HALTED,
                "unhealthy 2 of 5 ended (40%), the threshold is 20%",
                4));
        releases.add(Things.release(Things.NEW, 19, text));
        releases.add(Things.release(Things.OLD, 18, ""));
        changes.addAll(Things.changes(text));
      }
    }

    void keep(RolloutView view) {
      rollouts.put(view.spec().rollout(), view);
    }

    @Override
    public CompletableFuture<Reply<Overview>> overview() {
      return done(Things.overview(pumps, changes));
    }

    @Override
    public CompletableFuture<Reply<RegionList>> regions() {
      return done(
          new RegionList(isEmpty ? List.of() : Things.regions(text, apis), Optional.empty()));
    }

    @Override
    public CompletableFuture<Reply<DevicePage>> devices(DeviceAsk ask) {
      return page(
          ask,
          page ->
              new DevicePage(
                  page.items().stream().map(pump -> Things.deviceView(pump, text)).toList(),
                  page.next()));
    }

    @Override
    public CompletableFuture<Reply<DeviceView>> device(DeviceId device) {
      return pump(device)
          .map(pump -> done(Things.deviceView(pump, text)))
          .orElseGet(() -> refused(Code.NOT_FOUND, "there is no device " + device));
    }

    @Override
    public CompletableFuture<Reply<ReleaseList>> releases(String cursor, int limit) {
      Page<ReleaseView> page =
          Page.of(releases, release -> release.manifest().release().text(), cursor, limit);
      return done(new ReleaseList(page.items(), page.next()));
    }

    @Override
    public CompletableFuture<Reply<RolloutList>> rollouts(String cursor, int limit) {
      Page<RolloutView> page =
          Page.of(
              List.copyOf(rollouts.values()), view -> view.spec().rollout().text(), cursor, limit);
      return done(new RolloutList(page.items(), page.next()));
    }

    @Override
    public CompletableFuture<Reply<RolloutView>> rollout(RolloutId rollout) {
      RolloutView view = rollouts.get(rollout);
      return view == null ? refused(Code.NOT_FOUND, "there is no rollout " + rollout) : done(view);
    }

    @Override
    public CompletableFuture<Reply<PlanView>> plan(RolloutSpec spec) {
      boolean isMeetable = spec.waves().get(0).gate().leastSample() <= 10;
      return done(
          new PlanView(
              spec,
              List.of(
                  new PlanRow("canary", Things.NORTH, 10, 4_123_380, 412_338),
                  new PlanRow("rest", Things.NORTH, 140, 57_727_320, 0),
                  new PlanRow("rest", Things.SOUTH, 96, 39_584_448, 412_338)),
              List.of(
                  new PlanGate("canary", isMeetable, "10 targets, 5 are asked for"),
                  new PlanGate("rest", true, "nothing follows")),
              246,
              3,
              1,
              List.of(),
              Duration.ofHours(1),
              312_300_000,
              List.of(Things.delta(DeltaJobState.WAITING))));
    }

    @Override
    public CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec, Terms terms) {
      return once(
          terms,
          spec.rollout(),
          () -> {
            if (rollouts.containsKey(spec.rollout())) {
              return refused(Code.EXISTS, "there is a rollout " + spec.rollout() + " already");
            }
            told.add("start " + spec.rollout());
            keep(Things.rollout(spec, RolloutState.RUNNING, "", 1));
            return rollout(spec.rollout());
          });
    }

    @Override
    public CompletableFuture<Reply<RolloutView>> command(
        RolloutId rollout, Command command, String reason, Terms terms) {
      return once(
          terms,
          rollout,
          () -> {
            RolloutView before = rollouts.get(rollout);
            if (!terms.match().equals(Optional.of(before.tag()))) {
              return refused(Code.CONFLICT, "rollout " + rollout + " has changed");
            }
            told.add(command + " " + rollout + " " + reason);
            RolloutState state =
                switch (command) {
                  case PAUSE -> RolloutState.PAUSED;
                  case RESUME -> RolloutState.RUNNING;
                  case ABORT -> RolloutState.ABORTED;
                };
            keep(Things.rollout(before.spec(), state, reason, before.revision() + 1));
            return rollout(rollout);
          });
    }

    /** As a controller does: what was done already is answered again. */
    private CompletableFuture<Reply<RolloutView>> once(
        Terms terms, RolloutId rollout, Supplier<CompletableFuture<Reply<RolloutView>>> work) {
      Claim claim = terms.claim().orElseThrow();
      Claim before = claims.get(claim.key());
      if (before != null) {
        return before.equals(claim)
            ? rollout(rollout)
            : refused(Code.KEY_REUSED, "another request came with this key");
      }
      CompletableFuture<Reply<RolloutView>> reply = work.get();
      if (reply.join() instanceof Reply.Done<?>) {
        claims.put(claim.key(), claim);
      }
      return reply;
    }
  }

  /** A region's part. */
  static final class Region extends FixtureFleet implements RegionFleet {
    private final RegionId region;
    private String halted = "";

    Region(String text, boolean isEmpty) {
      this(Things.NORTH, text, isEmpty);
    }

    Region(RegionId region, String text, boolean isEmpty) {
      super(Pumps.of(region), text, isEmpty);
      this.region = region;
    }

    @Override
    public CompletableFuture<Reply<RegionStatus>> status() {
      return done(isEmpty ? Things.freshRegion(region) : Things.status(region, globalSince, text));
    }

    @Override
    public CompletableFuture<Reply<LocalDevicePage>> devices(DeviceAsk ask) {
      return page(
          ask,
          page ->
              new LocalDevicePage(
                  page.items().stream().map(pump -> Things.local(pump, text)).toList(),
                  page.next()));
    }

    @Override
    public CompletableFuture<Reply<LocalDeviceView>> device(DeviceId device) {
      return pump(device)
          .map(pump -> done(Things.local(pump, text)))
          .orElseGet(
              () -> refused(Code.NOT_FOUND, "this region does not serve the device " + device));
    }

    @Override
    public CompletableFuture<Reply<LocalRolloutList>> rollouts() {
      List<LocalRolloutView> all =
          List.of(
              Things.local(region, Things.ROLLOUT, halted, text),
              Things.local(region, Pumps.HOTFIX, "2 of 5 that ended failed", ""));
      return done(new LocalRolloutList(isEmpty ? List.of() : all));
    }

    @Override
    public CompletableFuture<Reply<LocalRolloutList>> halt(RolloutId rollout, String reason) {
      told.add("halt " + rollout + " " + reason);
      halted = reason;
      return rollouts();
    }
  }
}

package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceState;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Answers from {@link Things}, and remembers what it was told.
 *
 * <p>{@code text} stands wherever a device or a person may put a text; {@code isEmpty} for a fleet
 * without anything in it.
 */
class FixtureFleet implements CommonFleet {
  private static final int PAGE = 20;
  private static final int DEVICES = 45;

  final String text;
  final boolean isEmpty;
  Instant globalSince = Things.ago(2);

  FixtureFleet(String text, boolean isEmpty) {
    this.text = text;
    this.isEmpty = isEmpty;
  }

  static <T> CompletableFuture<Reply<T>> done(T value) {
    return CompletableFuture.completedFuture(Reply.done(value));
  }

  static <T> CompletableFuture<Reply<T>> refused(Code code, String detail) {
    return CompletableFuture.completedFuture(Reply.refused(code, detail));
  }

  /** The numbers of a page of devices, from the one after the cursor. */
  static IntStream numbers(String cursor) {
    int from = cursor.isEmpty() ? 1 : Integer.parseInt(cursor.substring(5)) + 1;
    return IntStream.rangeClosed(from, Math.min(DEVICES, from + PAGE - 1));
  }

  static Optional<String> next(String cursor) {
    int last = numbers(cursor).max().orElse(DEVICES);
    return last < DEVICES ? Optional.of(Things.device(last).text()) : Optional.empty();
  }

  @Override
  public CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device) {
    return done(
        new Explanation(
            device,
            rollout,
            "aboveOpenRank",
            text.isEmpty() ? "its rank lies above the open one, so it is of a later wave" : text,
            text.isEmpty() ? "when the gate of wave early passes" : text,
            Optional.of(Rank.ofShare(420_000)),
            Optional.of(UpdatePhase.OFFERED)));
  }

  @Override
  public CompletableFuture<Reply<TargetPage>> targets(RolloutId rollout, TargetAsk ask) {
    List<Target> items = new ArrayList<>();
    if (!isEmpty) {
      for (TargetState state : TargetState.values()) {
        items.add(
            new Target(
                Things.device(items.size() + 1),
                Things.NORTH,
                1,
                state,
                Optional.of(UpdatePhase.FAILED),
                Optional.of(FailureClass.UNHEALTHY),
                Optional.of(Things.OLD),
                Optional.of(Things.ago(9))));
      }
      items.removeIf(target -> ask.state().filter(state -> state != target.state()).isPresent());
    }
    return done(new TargetPage(items, Optional.empty(), List.of(Things.SOUTH)));
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
    final List<String> told = new ArrayList<>();

    Global(String text, boolean isEmpty) {
      super(text, isEmpty);
      if (!isEmpty) {
        keep(Things.rollout(Things.spec(Things.ROLLOUT), RolloutState.RUNNING, text));
        keep(
            Things.rollout(
                Things.spec(RolloutId.of("hotfix-3")),
                RolloutState.HALTED,
                "unhealthy 2 of 5 ended (40%), the threshold is 20%"));
      }
    }

    private void keep(RolloutView view) {
      rollouts.put(view.spec().rollout(), view);
    }

    @Override
    public CompletableFuture<Reply<Overview>> overview() {
      return done(isEmpty ? new Overview(0, 0, List.of(), 0, 0, List.of()) : Things.overview(text));
    }

    @Override
    public CompletableFuture<Reply<RegionList>> regions() {
      return done(new RegionList(isEmpty ? List.of() : Things.regions(text)));
    }

    @Override
    public CompletableFuture<Reply<DevicePage>> devices(DeviceAsk ask) {
      if (isEmpty) {
        return done(new DevicePage(List.of(), Optional.empty()));
      }
      if (ask.selector().contains("(")) {
        return refused(Code.MALFORMED, "selector \"" + ask.selector() + "\" is wrong");
      }
      DeviceState[] states = DeviceState.values();
      List<DeviceView> items =
          numbers(ask.cursor())
              .mapToObj(i -> Things.deviceView(Things.device(i), states[i % states.length], text))
              .filter(view -> ask.state().isEmpty() || ask.state().get() == view.state())
              .toList();
      return done(new DevicePage(items, next(ask.cursor())));
    }

    @Override
    public CompletableFuture<Reply<DeviceView>> device(DeviceId device) {
      return isEmpty || !device.text().startsWith("pump")
          ? refused(Code.NOT_FOUND, "there is no device " + device)
          : done(Things.deviceView(device, DeviceState.COMMITTED, text));
    }

    @Override
    public CompletableFuture<Reply<ReleaseList>> releases() {
      return done(
          new ReleaseList(
              isEmpty
                  ? List.of()
                  : List.of(
                      Things.release(Things.NEW, 19, text), Things.release(Things.OLD, 18, ""))));
    }

    @Override
    public CompletableFuture<Reply<RolloutList>> rollouts() {
      return done(new RolloutList(List.copyOf(rollouts.values())));
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
              Duration.ofHours(1)));
    }

    @Override
    public CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec) {
      if (rollouts.containsKey(spec.rollout())) {
        return refused(Code.EXISTS, "there is a rollout " + spec.rollout() + " already");
      }
      told.add("start " + spec.rollout());
      keep(Things.rollout(spec, RolloutState.RUNNING, ""));
      return rollout(spec.rollout());
    }

    @Override
    public CompletableFuture<Reply<RolloutView>> command(
        RolloutId rollout, Command command, String reason) {
      told.add(command + " " + rollout + " " + reason);
      RolloutState state =
          switch (command) {
            case PAUSE -> RolloutState.PAUSED;
            case RESUME -> RolloutState.RUNNING;
            case ABORT -> RolloutState.ABORTED;
          };
      keep(Things.rollout(Things.spec(rollout), state, reason));
      return rollout(rollout);
    }
  }

  /** A region's part. */
  static final class Region extends FixtureFleet implements RegionFleet {
    Region(String text, boolean isEmpty) {
      super(text, isEmpty);
    }

    @Override
    public CompletableFuture<Reply<RegionStatus>> status() {
      RegionStatus status = Things.status(globalSince, text);
      return done(
          isEmpty
              ? new RegionStatus(
                  status.region(),
                  1,
                  Things.health(0, 0, 0, ""),
                  Optional.empty(),
                  Optional.empty(),
                  0,
                  List.of())
              : status);
    }

    @Override
    public CompletableFuture<Reply<LocalDevicePage>> devices(DeviceAsk ask) {
      return done(
          isEmpty
              ? new LocalDevicePage(List.of(), Optional.empty())
              : new LocalDevicePage(
                  numbers(ask.cursor())
                      .mapToObj(i -> Things.local(Things.device(i), i % 9 != 0, text))
                      .toList(),
                  next(ask.cursor())));
    }

    @Override
    public CompletableFuture<Reply<LocalDeviceView>> device(DeviceId device) {
      return isEmpty
          ? refused(Code.NOT_FOUND, "this region does not serve the device " + device)
          : done(Things.local(device, true, text));
    }
  }
}

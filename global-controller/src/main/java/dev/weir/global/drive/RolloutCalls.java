package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.plan.Plan;
import dev.weir.global.plan.Targets;
import dev.weir.global.registry.Listed;
import dev.weir.global.rollout.Evidence;
import dev.weir.global.rollout.Preparations;
import dev.weir.global.rollout.Readiness;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.RolloutChanges;
import dev.weir.global.rollout.RolloutViews;
import dev.weir.global.rollout.Rollouts;
import dev.weir.global.rollout.Specs;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rollouts: plans, starts, commands, and what follows from counts, ranks and time. */
final class RolloutCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutCalls.class);

  private final Loop loop;
  private final Ledger ledger;
  private final Duration lease;
  private final Orders orders;
  private final DeltaWishes wishes;
  private final RankRounds rounds;
  private Loop.Timer timer = () -> {};

  RolloutCalls(
      Loop loop,
      Ledger ledger,
      Questions questions,
      Duration lease,
      Orders orders,
      DeltaWishes wishes) {
    this.loop = loop;
    this.ledger = ledger;
    this.lease = lease;
    this.orders = orders;
    this.wishes = wishes;
    this.rounds = new RankRounds(questions, this::ranked);
  }

  Reply<PlanView> plan(RolloutSpec spec) {
    return checked(spec).then(this::targets).map(targets -> planned(spec, targets));
  }

  Reply<RolloutView> start(RolloutSpec spec) {
    Optional<Rollout> namesake = ledger.rollout(spec.rollout());
    if (namesake.isPresent()) {
      return namesake.get().spec().equals(spec)
          ? Reply.done(view(namesake.get()))
          : Reply.refused(
              Code.EXISTS,
              "rollout "
                  + spec.rollout()
                  + " exists with another specification and is "
                  + namesake.get().state()
                  + "; take another name");
    }
    Optional<ReleaseId> lost = ledger.waitsFor(spec.rollout());
    if (lost.isPresent()) {
      return Reply.refused(Code.EXISTS, waits(spec.rollout(), lost.get()));
    }
    return checked(spec)
        .then(this::targets)
        .then(targets -> startable(spec, targets))
        .then(this::begin);
  }

  private PlanView planned(RolloutSpec spec, Targets targets) {
    Release release = ledger.release(spec.release()).orElseThrow();
    return Plan.of(spec, targets, lease, wishes.missing(spec, release));
  }

  private static Reply<RolloutSpec> checked(RolloutSpec spec) {
    List<FieldError> faults = Specs.faults(spec);
    return faults.isEmpty() ? Reply.done(spec) : Reply.refused(Code.BAD_SPEC, faults);
  }

  private Reply<Targets> targets(RolloutSpec spec) {
    Optional<Release> release = ledger.release(spec.release());
    if (release.isEmpty()) {
      return Reply.refused(
          Code.NOT_FOUND, "there is no release " + spec.release() + "; publish it first");
    }
    SortedMap<RolloutId, Selector> others = new TreeMap<>();
    for (Rollout other : ledger.rollouts()) {
      boolean sameModel = ledger.releaseOf(other).model().equals(release.get().model());
      if (!other.state().isOver() && sameModel && !other.id().equals(spec.rollout())) {
        others.put(other.id(), Selector.parse(other.spec().selector()));
      }
    }
    Selector selector = Selector.parse(spec.selector());
    Targets targets =
        new Targets(
            spec.rollout(), release.get(), orders.payloads(release.get()), selector, others);
    ledger.registry().all().forEach(targets);
    return Reply.done(targets);
  }

  private Reply<RolloutSpec> startable(RolloutSpec spec, Targets targets) {
    PlanView plan = Plan.of(spec, targets, lease, List.of());
    if (plan.targets() == 0) {
      return Reply.refused(
          Code.NO_TARGETS,
          "the selector \""
              + spec.selector()
              + "\" matches no device of model "
              + ledger.release(spec.release()).orElseThrow().model()
              + "; see weir get devices");
    }
    if (!targets.shared().isEmpty()) {
      RolloutId other = targets.shared().firstKey();
      return Reply.refused(
          Code.OVERLAP,
          "rollout "
              + other
              + " is "
              + ledger.rollout(other).orElseThrow().state()
              + " and has targets in common, such as "
              + targets.shared().get(other)
              + "; wait for its end or abort it");
    }
    List<PlanGate> unmeetable = plan.gates().stream().filter(gate -> !gate.meetable()).toList();
    return unmeetable.isEmpty()
        ? Reply.done(spec)
        : Reply.refused(
            Code.UNMEETABLE_GATE,
            unmeetable.stream()
                .map(gate -> "the gate of wave " + gate.wave() + " " + gate.detail())
                .collect(Collectors.joining("; ")));
  }

  private Reply<RolloutView> begin(RolloutSpec spec) {
    Counters counters = ledger.counters().nextOrder();
    Rollout rollout = Rollouts.started(spec, counters.rolloutOrder(), now());
    Commit.Builder commit = new Commit.Builder().put(counters);
    Readiness deltas = wishes.wantedBy(rollout, commit);
    Rollout prepared =
        Rollouts.observed(Preparations.observed(rollout, deltas, now()), Evidence.NONE, now());
    store(commit, Optional.empty(), prepared);
    LOG.info("rollout {} of release {} started", spec.rollout(), spec.release());
    return found(spec.rollout()).map(this::view);
  }

  Reply<RolloutView> command(
      RolloutId id, Rollouts.Command command, String reason, Optional<String> match) {
    return found(id)
        .then(row -> Matching.check("rollout " + id, row, view(row).tag(), match))
        .then(
            rollout ->
                Rollouts.commanded(rollout, command, reason, ledger.evidence(id), now())
                    .map(
                        next -> {
                          if (!next.equals(rollout)) {
                            store(new Commit.Builder(), Optional.of(rollout), next);
                          }
                          return view(next);
                        }));
  }

  Reply<Rollout> found(RolloutId id) {
    return ledger
        .rollout(id)
        .map(Reply::done)
        .orElseGet(
            () ->
                Reply.refused(
                    Code.NOT_FOUND,
                    ledger
                        .waitsFor(id)
                        .map(release -> waits(id, release))
                        .orElse("there is no rollout " + id)));
  }

  private static String waits(RolloutId id, ReleaseId release) {
    return "rollout "
        + id
        + " stands still: its release "
        + release
        + " was lost when the database was corrupt; publish it again, or take another name";
  }

  Reply<RolloutView> get(RolloutId id) {
    return found(id).map(this::view);
  }

  /** The newest first. */
  Reply<RolloutList> page(String cursor, int limit) {
    List<Rollout> rows = new ArrayList<>(ledger.rollouts());
    Collections.reverse(rows);
    return Paging.page(rows, cursor, limit, row -> row.id().text(), RolloutView.CODEC, this::view)
        .map(page -> new RolloutList(page.items(), page.next()));
  }

  private RolloutView view(Rollout rollout) {
    String waitsFor =
        rollout.preparation().isWaiting()
            ? Preparations.waitsFor(rollout, wishes.readiness(rollout))
            : rounds.waitsFor(rollout.id());
    return RolloutViews.of(rollout, ledger.evidence(rollout.id()), waitsFor, wishes.views(rollout));
  }

  /** All that follows from what is stored; also what a restart begins with. */
  void observeAll() {
    ledger.rollouts().forEach(rollout -> observe(rollout.id()));
    rearm();
  }

  /** Looks at one rollout again, because its counts changed. */
  void observe(RolloutId id) {
    ledger
        .rollout(id)
        .ifPresent(
            rollout -> {
              Rollout next = Rollouts.observed(prepared(rollout), ledger.evidence(id), now());
              if (next.equals(rollout)) {
                askForRanks(rollout);
              } else {
                store(new Commit.Builder(), Optional.of(rollout), next);
              }
            });
  }

  private Rollout prepared(Rollout rollout) {
    return rollout.preparation().isWaiting()
        ? Preparations.observed(rollout, wishes.readiness(rollout), now())
        : rollout;
  }

  /**
   * Deltas to this image come or go: regions that may dispatch are told in the same commit.
   *
   * @param jobs as they are once it is durable
   */
  void retell(Commit.Builder commit, Digest image, Collection<DeltaJob> jobs) {
    for (Rollout rollout : ledger.rollouts()) {
      boolean isOf = ledger.releaseOf(rollout).manifest().image().equals(image);
      if (isOf && rollout.state().isOpen() && !rollout.waves().isEmpty()) {
        Rollout told = rollout.retold().nextVersion();
        commit.put(told);
        ledger.fanOut(commit, orders.of(told, jobs));
      }
    }
  }

  private void ranked(RolloutId id, List<Rank> ranks) {
    ledger
        .rollout(id)
        .ifPresent(
            rollout -> {
              Rollout next = Rollouts.ranked(rollout, ranks, ledger.evidence(id), now());
              if (next.equals(rollout)) {
                askForRanks(rollout);
              } else {
                store(new Commit.Builder(), Optional.of(rollout), next);
              }
            });
  }

  private void store(Commit.Builder commit, Optional<Rollout> before, Rollout next) {
    Rollout stored = next.nextVersion();
    commit.put(stored);
    boolean told = before.map(Rollout::revision).orElse(0L) == stored.revision();
    if (!told && !stored.waves().isEmpty()) {
      ledger.fanOut(commit, orders.of(stored));
    }
    for (RolloutChanges.Told change : RolloutChanges.between(before, stored)) {
      ledger.note(commit, now(), change.kind(), stored.id().text(), change.detail());
    }
    ledger.commit(commit.build());
    if (before.map(Rollout::state).orElse(RolloutState.PREPARING) != stored.state()) {
      LOG.info("rollout {} is {} {}", stored.id(), stored.state(), stored.reason());
    }
    askForRanks(stored);
    rearm();
  }

  private void askForRanks(Rollout rollout) {
    Optional<Integer> wanted = Rollouts.ranksWanted(rollout);
    if (wanted.isEmpty()) {
      rounds.withdraw(rollout.id());
    } else if (!rounds.isAsking(rollout)) {
      Release release = ledger.releaseOf(rollout);
      rounds.ask(rollout, release.model(), wanted.get(), regionsWithTargets(rollout, release));
    }
  }

  private SortedSet<RegionId> regionsWithTargets(Rollout rollout, Release release) {
    Selector selector = Selector.parse(rollout.spec().selector());
    SortedSet<RegionId> regions = new TreeSet<>();
    for (Listed device : ledger.registry().all()) {
      if (device.model().equals(release.model())
          && device.region().isPresent()
          && !regions.contains(device.region().get())
          && selector.matches(device.attributes())) {
        regions.add(device.region().get());
      }
    }
    return regions;
  }

  /** One timer, for the bake that ends first. */
  private void rearm() {
    timer.cancel();
    Instant now = now();
    ledger.rollouts().stream()
        .flatMap(rollout -> Rollouts.wakeAt(rollout, now).stream())
        .min(Instant::compareTo)
        .ifPresent(at -> timer = loop.after(Duration.between(now, at), this::observeAll));
  }

  private Instant now() {
    return Clocks.now(loop);
  }
}

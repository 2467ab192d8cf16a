package dev.weir.global.drive;

import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.registry.Filter;
import dev.weir.global.rollout.Rollouts;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Certificates;
import dev.weir.global.store.Commit;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.Salvaged;
import dev.weir.global.store.StoreFull;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The global controller: every call of the API, run on one loop, one after the other. Each call
 * decides, commits, and only then answers, so that what anybody has been told is durable. What
 * rollouts do by themselves (the end of a bake, questions for ranks) follows from what is stored,
 * and goes on after a restart with the same store.
 *
 * <p>Any thread may call; replies are completed on the loop. While the disk is full, calls that
 * have to write are refused and change nothing. A call that fails because the disk does otherwise
 * leaves its reply open and ends the loop's task with the exception.
 */
public final class GlobalDriver {
  private final Loop loop;
  private final FullDisk disk;
  private final Ledger ledger;
  private final Repeats repeats;
  private final ReportIntake intake;
  private final RolloutCalls rollouts;
  private final DeltaChanges deltaChanges;
  private final DeltaCalls deltas;
  private final SyncCalls syncs;
  private final EnrolCalls enrolments;
  private final DeviceCalls devices;
  private final ResidencyCalls residency;
  private final ReleaseCalls releases;
  private final DeviceQuestions questions;
  private final TargetCalls targets;
  private final OverviewCalls overview;
  private final Optional<String> notice;
  private volatile Stats stats = Stats.NONE;

  /**
   * Reads the store and goes on from there; one that was salvaged is mended first.
   *
   * @param random for tokens and question numbers; a {@code SecureRandom} outside of simulations
   * @param store used on the loop alone from now on; the caller closes it
   */
  public GlobalDriver(
      Loop loop,
      RandomGenerator random,
      GlobalStore store,
      ArtifactStore artifacts,
      Certificates certificates,
      Settings settings) {
    FullDisk disk = new FullDisk(loop);
    this.loop = disk;
    this.disk = disk;
    Optional<Salvaged> salvaged = store.salvaged();
    this.notice = salvaged.map(Salvaged::summary);
    salvaged.ifPresent(what -> Mending.mend(store, artifacts, what, Clocks.now(loop)));
    this.ledger = new Ledger(store);
    Orders orders = new Orders(ledger, artifacts);
    Refeeding refeeding = new Refeeding(ledger, orders);
    salvaged.ifPresent(what -> Mending.settle(ledger, refeeding, what, Clocks.now(loop)));
    this.repeats = new Repeats(loop, ledger);
    Questions standing = new Questions(random);
    RegionWatch watch = new RegionWatch(disk, ledger, settings.silentAfter());
    Handovers handovers = new Handovers(disk, ledger);
    Asking asking = new Asking(disk, ledger, standing, settings.answerLimit());
    this.intake = new ReportIntake(ledger);
    DeltaWishes wishes = new DeltaWishes(disk, ledger, artifacts);
    this.rollouts = new RolloutCalls(disk, ledger, standing, settings.lease(), orders, wishes);
    this.deltaChanges = new DeltaChanges(disk, ledger, wishes, rollouts);
    this.deltas = new DeltaCalls(disk, ledger, artifacts, wishes, deltaChanges);
    this.syncs =
        new SyncCalls(
            disk,
            ledger,
            standing,
            intake,
            rollouts,
            watch,
            handovers,
            refeeding,
            settings.lease());
    this.enrolments =
        new EnrolCalls(disk, random, ledger, orders, certificates, settings.retryAfter());
    this.devices = new DeviceCalls(ledger, handovers);
    this.residency = new ResidencyCalls(disk, ledger, handovers);
    this.releases = new ReleaseCalls(disk, ledger, artifacts);
    this.questions = new DeviceQuestions(disk, ledger, asking);
    this.targets = new TargetCalls(ledger, asking);
    this.overview = new OverviewCalls(ledger);
    disk.resumeWith(
        ledger,
        rollouts::observeAll,
        deltaChanges::observeAll,
        watch::startAgain,
        handovers::begin);
    disk.execute(
        () -> {
          rollouts.observeAll();
          deltaChanges.observeAll();
          watch.look();
          handovers.begin();
          count();
        });
  }

  /** A damaged artifact was kept aside. */
  public void corrupt(Digest artifact) {
    loop.execute(
        () -> {
          Commit.Builder commit = new Commit.Builder();
          ledger.note(
              commit,
              Clocks.now(loop),
              ChangeKind.ARTIFACT_CORRUPT,
              artifact.brief(),
              "publish its release again");
          ledger.commit(commit.build());
          deltaChanges.lost(artifact);
        });
  }

  /** Trusts a release signer's key; a repeat does nothing. */
  public CompletableFuture<Reply<KeyView>> addReleaseKey(KeyView key, Terms terms) {
    return once(terms, KeyView.CODEC, () -> releases.addKey(key));
  }

  /** Publishes a release by its signed manifest; the same bytes again change nothing. */
  public CompletableFuture<Reply<ReleaseView>> publish(Bytes signedManifest, Terms terms) {
    return once(
        terms,
        ReleaseView.CODEC,
        () -> {
          Reply<ReleaseView> published = releases.publish(signedManifest);
          rollouts.observeAll();
          return published;
        });
  }

  /**
   * Releases, the newest first.
   *
   * @param cursor empty: from the start
   */
  public CompletableFuture<Reply<ReleaseList>> releases(String cursor, int limit) {
    return call(() -> releases.page(cursor, limit));
  }

  /** What a rollout would do; changes nothing. */
  public CompletableFuture<Reply<PlanView>> plan(RolloutSpec spec) {
    return call(() -> rollouts.plan(spec));
  }

  /** On no terms. */
  public CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec) {
    return start(spec, Terms.NONE);
  }

  /** Starts a rollout; the same specification again changes nothing. */
  public CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec, Terms terms) {
    return once(terms, RolloutView.CODEC, () -> rollouts.start(spec));
  }

  /** On no terms. */
  public CompletableFuture<Reply<RolloutView>> command(
      RolloutId rollout, Rollouts.Command command, String reason) {
    return command(rollout, command, reason, Terms.NONE);
  }

  /** Pauses, resumes or aborts; a repeat changes nothing. */
  public CompletableFuture<Reply<RolloutView>> command(
      RolloutId rollout, Rollouts.Command command, String reason, Terms terms) {
    return once(
        terms, RolloutView.CODEC, () -> rollouts.command(rollout, command, reason, terms.match()));
  }

  public CompletableFuture<Reply<RolloutView>> rollout(RolloutId rollout) {
    return call(() -> rollouts.get(rollout));
  }

  /**
   * Rollouts, the newest first.
   *
   * @param cursor empty: from the start
   */
  public CompletableFuture<Reply<RolloutList>> rollouts(String cursor, int limit) {
    return call(() -> rollouts.page(cursor, limit));
  }

  /** Gives a worker the job for a delta that the most devices wait for, if there is one. */
  public CompletableFuture<Reply<DeltaLease>> leaseDelta(DeltaWorker worker) {
    return call(() -> deltas.lease(worker.worker()));
  }

  /** A worker still builds what it holds. */
  public CompletableFuture<Reply<DeltaJobView>> renewDelta(DeltaClaim claim) {
    return call(() -> deltas.renew(claim));
  }

  /** A delta is built, and its payloads are here; a repeat changes nothing. */
  public CompletableFuture<Reply<DeltaJobView>> deltaDone(DeltaResult result) {
    return call(() -> deltas.done(result));
  }

  /** A worker gives up; a repeat changes nothing. */
  public CompletableFuture<Reply<DeltaJobView>> deltaFailed(DeltaFailure failure) {
    return call(() -> deltas.failed(failure));
  }

  /**
   * Jobs for deltas, those first for which the most devices wait.
   *
   * @param cursor empty: from the start
   */
  public CompletableFuture<Reply<DeltaJobList>> deltaJobs(String cursor, int limit) {
    return call(() -> deltas.page(cursor, limit));
  }

  /** Asks the device's region; answers when that does, or when the limit is over. */
  public CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device) {
    return later(reply -> questions.why(rollout, device, reply));
  }

  /** Asks the device's region for readings, as {@link #why}. */
  public CompletableFuture<Reply<TelemetryView>> telemetry(DeviceId device, Span wanted) {
    return later(reply -> questions.telemetry(device, wanted, reply));
  }

  /**
   * Asks the regions for a rollout's targets; says which did not answer.
   *
   * @param region absent: every region
   * @param cursor of the page before; empty: from the start
   * @param limit 1 to 1000
   */
  public CompletableFuture<Reply<TargetPage>> targets(
      RolloutId rollout,
      Optional<Integer> wave,
      Optional<TargetState> state,
      Optional<RegionId> region,
      String cursor,
      int limit) {
    TargetCalls.Wanted wanted = new TargetCalls.Wanted(rollout, wave, state, region, cursor, limit);
    return later(reply -> targets.ask(wanted, reply));
  }

  /** The fleet at a glance. */
  public CompletableFuture<Reply<Overview>> overview() {
    return call(() -> Reply.done(overview.overview()));
  }

  /**
   * What happened in the fleet, newest first.
   *
   * @param below only those with a smaller number
   */
  public CompletableFuture<Reply<ChangePage>> changes(long below, int limit) {
    return call(() -> Reply.done(overview.changes(below, limit)));
  }

  /**
   * Devices by the text of their id.
   *
   * @param cursor empty: from the start
   */
  public CompletableFuture<Reply<DevicePage>> devices(Filter filter, String cursor, int limit) {
    return call(() -> Reply.done(devices.page(filter, cursor, limit)));
  }

  public CompletableFuture<Reply<DeviceView>> device(DeviceId device) {
    return call(() -> devices.get(device));
  }

  /** On no terms. */
  public CompletableFuture<Reply<DeviceView>> pin(DeviceId device, Optional<RegionId> region) {
    return pin(device, region, Terms.NONE);
  }

  /** Pins a device to a region, or lifts its pin; a repeat changes nothing. */
  public CompletableFuture<Reply<DeviceView>> pin(
      DeviceId device, Optional<RegionId> region, Terms terms) {
    return once(terms, DeviceView.CODEC, () -> devices.pin(device, region, terms.match()));
  }

  public CompletableFuture<Reply<ResidencyRules>> residency() {
    return call(() -> Reply.done(residency.get()));
  }

  /** Puts all residency rules; the same again hands devices over too, such as to a new region. */
  public CompletableFuture<Reply<ResidencyRules>> putResidency(
      List<ResidencyRule> rules, Terms terms) {
    return once(terms, ResidencyRules.CODEC, () -> residency.put(rules, terms.match()));
  }

  /** What rules would move now; changes nothing. */
  public CompletableFuture<Reply<ResidencyPlan>> planResidency(List<ResidencyRule> rules) {
    return later(reply -> residency.plan(rules, reply));
  }

  /**
   * Regions by id.
   *
   * @param cursor empty: from the start
   */
  public CompletableFuture<Reply<RegionList>> regions(String cursor, int limit) {
    return call(() -> devices.regions(cursor, limit));
  }

  /**
   * Makes a one-time join token.
   *
   * @param address of this API, for the join file
   */
  public CompletableFuture<Reply<JoinFile>> token(TokenRequest request, URI address, Terms terms) {
    return once(terms, JoinFile.CODEC, () -> enrolments.token(request, address));
  }

  /** Lets a region or a device join; the same request again gets the same certificate. */
  public CompletableFuture<Reply<EnrolReply>> enrol(EnrolRequest request) {
    return call(() -> enrolments.enrol(request));
  }

  /**
   * What a member was told when it joined, with its region as it is now.
   *
   * @param peer as the transport authenticated it
   */
  public CompletableFuture<Reply<EnrolReply>> me(Peer peer) {
    return call(() -> enrolments.me(peer));
  }

  /**
   * One exchange with a region. Repeated and late ones change nothing and are answered.
   *
   * @param peer as the transport authenticated it
   */
  public CompletableFuture<Reply<FeedPage>> sync(Peer peer, RegionSync sync) {
    return call(() -> syncs.sync(peer, sync));
  }

  /** Numbers for the metrics page, as of the last call; any thread may ask. */
  public Stats stats() {
    return stats;
  }

  /** A write on a caller's terms. */
  private <T> CompletableFuture<Reply<T>> once(
      Terms terms, Codec<T> codec, Supplier<Reply<T>> work) {
    return call(() -> repeats.once(terms.claim(), codec, work));
  }

  /** What completes its reply by itself, some time. */
  private <T> CompletableFuture<Reply<T>> later(Consumer<CompletableFuture<Reply<T>>> work) {
    CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
    loop.execute(() -> work.accept(reply));
    return reply;
  }

  /** What is to be known though all goes on: that the store was salvaged at this start. */
  public Optional<String> notice() {
    return notice;
  }

  /** Why global can't do all of its work, for people; any thread may ask. */
  public Optional<String> trouble() {
    return disk.trouble();
  }

  private <T> CompletableFuture<Reply<T>> call(Supplier<Reply<T>> work) {
    CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
    loop.execute(
        () -> {
          Reply<T> done;
          try {
            done = work.get();
          } catch (StoreFull e) {
            disk.met(e);
            done = FullDisk.refusal();
          }
          count();
          reply.complete(done);
        });
    return reply;
  }

  private void count() {
    stats =
        new Stats(
            ledger.regions().size(),
            ledger.releases().size(),
            (int) ledger.rollouts().stream().filter(row -> !row.state().isOver()).count(),
            intake.taken(),
            intake.refused());
  }
}

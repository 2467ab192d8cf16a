package dev.weir.sim.check;

import static dev.weir.sim.check.Violation.unless;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.TrialFate;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.update.Step;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** What must hold on one device. */
public final class DeviceCheck implements DeviceWatch {
  private final DeviceOwned device;
  private final Truth truth;
  private final Function<Slot, Digest> content;
  private final Function<Slot, Digest> durable;
  private final Supplier<Instant> now;
  private final Supplier<Instant> clock;
  private final TreeMap<Long, Digest> reports = new TreeMap<>();
  private BootRecord boot;
  private Instant trialSince = Instant.MIN;
  private long healthy;
  private long sick;
  private Generation accepted = Generation.NONE;
  private Optional<Step> step = Optional.empty();
  private long reportCount;
  private final TreeSet<FailureClass> failures = new TreeSet<>();
  private final TreeSet<ReleaseId> ran = new TreeSet<>();
  private final TreeMap<RolloutId, Step> ended = new TreeMap<>();

  /**
   * Sees a device from its first start on.
   *
   * @param content measures what a slot holds
   * @param durable measures what of a slot would outlive a loss of power
   * @param now the world's time
   * @param clock the device's own time
   */
  public DeviceCheck(
      DeviceOwned device,
      BootRecord shipped,
      Truth truth,
      Function<Slot, Digest> content,
      Function<Slot, Digest> durable,
      Supplier<Instant> now,
      Supplier<Instant> clock) {
    this.device = device;
    this.boot = shipped;
    this.truth = truth;
    this.content = content;
    this.durable = durable;
    this.now = now;
    this.clock = clock;
  }

  DeviceId id() {
    return device.device();
  }

  @Override
  public void writes(Slot slot) {
    unless(
        boot.trial().isEmpty() && slot != boot.active(),
        Invariant.BOOTABLE_SLOT,
        id() + " writes slot " + slot + ", which runs or is gone back to");
  }

  @Override
  public void boots(BootRecord before, BootRecord after) {
    boot = after;
    checkSlot(after.active(), after.contents());
    after.trial().ifPresent(trial -> checkSlot(after.running(), trial.contents()));
    after.runs().release().ifPresent(ran::add);
    if (after.trial().isPresent() && before.ticket() != after.ticket()) {
      trialSince = now.get();
      healthy = 0;
      sick = 0;
    }
    unless(
        after.contents().counter() >= before.contents().counter(),
        Invariant.COUNTER_NEVER_FALLS,
        id() + " kept " + before.contents().counter() + " and keeps " + after.contents().counter());
    if (before.trial().isPresent() && after.fate() == TrialFate.KEPT) {
      checkKept(after.contents());
    }
  }

  /** Power may fail at any time: what is selected must be on the disk, whole and genuine. */
  private void checkSlot(Slot slot, SlotContents contents) {
    Digest found = content.apply(slot);
    Optional<Manifest> release = truth.releaseWith(found);
    unless(
        truth.isShipped(found)
            || release
                .map(manifest -> manifest.compatibility().model().equals(device.model()))
                .orElse(false),
        Invariant.VERIFIED_IMAGE,
        id() + " selects " + found + ", which nobody published for a " + device.model());
    unless(
        found.equals(contents.image()) && durable.apply(slot).equals(found),
        Invariant.BOOTABLE_SLOT,
        id()
            + " selects slot "
            + slot
            + " for "
            + contents.image()
            + "; its disk has "
            + durable.apply(slot));
  }

  private void checkKept(SlotContents contents) {
    Manifest manifest = truth.releaseWith(contents.image()).orElseThrow();
    Duration trial = Duration.between(trialSince, now.get());
    unless(
        healthy > 0 && sick == 0 && trial.compareTo(manifest.health().trial()) >= 0,
        Invariant.HEALTHY_COMMIT,
        id()
            + " keeps "
            + manifest.release()
            + " after "
            + trial
            + " with "
            + healthy
            + " healthy starts and "
            + sick
            + " others");
    truth.committed(id(), manifest.release(), now.get());
  }

  @Override
  public void probed(Digest image, boolean isHealthy) {
    healthy += isHealthy ? 1 : 0;
    sick += isHealthy ? 0 : 1;
  }

  @Override
  public void stores(Commit change) {
    Generation newest = change.record().accepted();
    unless(
        newest.compareTo(accepted) >= 0,
        Invariant.GENERATION_NEVER_FALLS,
        id() + " had accepted " + accepted + " and accepts " + newest);
    accepted = newest;
    change.entry().ifPresent(this::enters);
    outbox(change);
  }

  private void enters(JournalEntry entry) {
    Step next = entry.action().step();
    if (next == Step.INSTALLING && !step.equals(Optional.of(Step.INSTALLING))) {
      Instant end = entry.action().goal().startBefore();
      unless(
          !clock.get().isAfter(end),
          Invariant.START_BEFORE,
          id() + " begins to install at " + clock.get() + "; it had to before " + end);
    }
    step = Optional.of(next);
    if (next.isFinal()) {
      entry.action().failure().ifPresent(failures::add);
    }
    ended.put(entry.action().goal().rollout(), next);
  }

  private void outbox(Commit change) {
    for (Entry entry : change.added()) {
      if (entry.kind() == EntryKind.REPORT) {
        reports.put(entry.sequence(), entry.body().digest());
        reportCount++;
        truth.reported(entry.body().digest(), reportCount);
      }
    }
    unless(
        change.record().reports() == reportCount,
        Invariant.REPORT_NOT_LOST,
        id() + " counts " + change.record().reports() + " reports and has made " + reportCount);
    change.dropped().forEach(this::deleted);
    reports.headMap(change.acknowledged(), true).values().forEach(this::checkKeptByRegion);
    reports.headMap(change.acknowledged(), true).clear();
  }

  private void deleted(long sequence) {
    unless(
        !reports.containsKey(sequence),
        Invariant.REPORT_NOT_LOST,
        id() + " drops its report in entry " + sequence);
  }

  private void checkKeptByRegion(Digest report) {
    unless(
        truth.isKeptByRegion(report),
        Invariant.REPORT_NOT_LOST,
        id() + " deletes its report " + report.brief() + ", which no region keeps");
  }

  /** After a crash: what is on the disk now is what the device starts from. */
  public void lostPower() {
    checkSlot(boot.active(), boot.contents());
    boot.trial().ifPresent(trial -> checkSlot(boot.running(), trial.contents()));
  }

  /** Boot control's record. */
  public BootRecord boot() {
    return boot;
  }

  /** The newest desired state's generation that it accepted. */
  public Generation accepted() {
    return accepted;
  }

  /** How many reports it made. */
  public long reports() {
    return reportCount;
  }

  /** The step of its last action. */
  public Optional<Step> step() {
    return step;
  }

  /** How its actions failed. */
  public NavigableSet<FailureClass> failures() {
    return failures;
  }

  /** Releases that ever ran here, on trial or for good. */
  public NavigableSet<ReleaseId> ran() {
    return ran;
  }

  /** Whether its last action in this rollout failed or was reverted. */
  boolean hasFailed(RolloutId rollout) {
    Step last = ended.get(rollout);
    return last == Step.FAILED || last == Step.REVERTED;
  }

  /** Whether it keeps a release that is above the one with this image. */
  boolean hasLater(Digest image, Truth known) {
    long counter = known.releaseWith(image).map(Manifest::counter).orElse(0L);
    return boot.contents().counter() > counter;
  }
}

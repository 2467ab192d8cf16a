package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.selector.Selector;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.dispatch.Directives;
import dev.weir.region.presence.Presence;
import dev.weir.region.report.Evidence;
import dev.weir.region.store.DirectiveRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What global's answers do. Source: docs/protocol.md, section 6. */
final class GlobalAnswers {
  private final RegionIndex index;
  private final Self self;
  private final CoreLimits limits;
  private final Map<DeviceId, Presence> strangers;

  GlobalAnswers(
      RegionIndex index, Self self, CoreLimits limits, Map<DeviceId, Presence> strangers) {
    this.index = index;
    this.self = self;
    this.limits = limits;
    this.strangers = strangers;
  }

  /**
   * Takes a page; one for another incarnation changes nothing. A page holds all that stands above
   * the cursor of the sync that it answers, and the cursor only rises: what is above it now is
   * whole, with gaps where a newer item took an older one's place.
   *
   * @param told rollouts whose halt by this region the answered sync told of
   */
  boolean answered(FeedPage page, List<RolloutId> told, Instant now) {
    if (page.incarnation() != self.incarnation()) {
      return false;
    }
    for (FeedItem item : page.items()) {
      if (item.sequence() > self.feedCursor()) {
        item.owned().ifPresent(owned -> owned(owned, now));
        item.gone().ifPresent(gone -> gone(gone));
        item.directive().ifPresent(directive -> directive(directive, now));
        self.fed(item.sequence());
      }
    }
    told.stream().filter(rollout -> !isRevised(page, rollout)).forEach(this::told);
    self.answered(page.reportsTaken(), page.leaseUntil(), now);
    index.changes.meta();
    return true;
  }

  /** Global weighs a halt only where the region knew its newest directive. */
  private static boolean isRevised(FeedPage page, RolloutId rollout) {
    return page.items().stream()
        .flatMap(item -> item.directive().stream())
        .anyMatch(directive -> directive.rollout().equals(rollout));
  }

  /** Directives that came so far may be older than the halt; later ones know of it. */
  private void told(RolloutId rollout) {
    Rollout halted = index.rollouts.get(rollout);
    if (halted != null && halted.halted.isPresent() && !halted.isTold) {
      halted.isTold = true;
      index.changes.directive(halted);
    }
  }

  private void owned(DeviceOwned owned, Instant now) {
    Optional<Tracked> known = index.find(owned.device());
    if (known.isPresent()) {
      if (owned.ownerEpoch() >= known.get().record.owned().ownerEpoch()) {
        index.owned(known.get(), owned, now);
      }
      return;
    }
    if (index.devices.size() >= limits.devices()) {
      index.effects.add(
          new Effect.Notice(
              "weir_devices_turned_away_total",
              "device " + owned.device() + " is one more than this region can serve"));
      return;
    }
    Tracked device = index.add(DeviceRecord.of(owned), now);
    index.changes.device(device);
    Presence presence = strangers.remove(owned.device());
    if (presence != null) {
      index.presence(device, presence, now);
      index.say(device, true);
    }
  }

  private void gone(DeviceGone gone) {
    Optional<Tracked> known = index.find(gone.device());
    if (known.isPresent() && known.get().record.owned().ownerEpoch() <= gone.ownerEpoch()) {
      if (known.get().presence.isConnected()) {
        strangers.put(gone.device(), known.get().presence);
      }
      index.remove(known.get());
    }
  }

  private void directive(Directive next, Instant now) {
    Rollout known = index.rollouts.get(next.rollout());
    if (known == null) {
      begin(next, now);
    } else if (next.revision() > known.order.revision()) {
      revise(known, next, now);
    }
  }

  private void begin(Directive order, Instant now) {
    if (index.rollouts.size() >= limits.rollouts()) {
      retireOldest(now);
    }
    Rollout rollout = new Rollout(order, selector(order));
    index.rollouts.put(rollout.id(), rollout);
    index.changes.directive(rollout);
    index.reindex(rollout, true, now);
    index.targets.prefetches.all(rollout);
  }

  /** The lowest order that is over; where none is, the lowest. */
  private void retireOldest(Instant now) {
    Rollout oldest = index.byOrder.get(index.byOrder.size() - 1);
    for (Rollout rollout : index.byOrder) {
      if (rollout.order.state().isOver()) {
        oldest = rollout;
      }
    }
    forget(oldest);
    index.drop(oldest, now);
  }

  private void revise(Rollout rollout, Directive next, Instant now) {
    Directive before = rollout.order;
    boolean isOtherSelection =
        !before.selector().equals(next.selector()) || !before.model().equals(next.model());
    rollout.order = Directives.newer(before, next);
    rollout.selector = selector(next);
    if (before.waves().isEmpty() && !before.more().equals(next.more())) {
      // Who waited for deltas begins with them.
      rollout.notReady = Optional.of("the deltas that it waited for have not come yet");
    }
    boolean wasStopped = !before.state().isOpen();
    boolean mayResume = rollout.halted.isEmpty() || rollout.isTold || wasStopped;
    if (next.state().isOpen() && mayResume && (wasStopped || rollout.halted.isPresent())) {
      resume(rollout);
    }
    if (next.state() == RolloutState.ABORTED) {
      forget(rollout);
    }
    index.changes.directive(rollout);
    index.reindex(rollout, isOtherSelection, now);
    index.targets.prefetches.all(rollout);
  }

  /** Somebody saw the failures and goes on all the same: only one more of them counts again. */
  private static void resume(Rollout rollout) {
    rollout.halted = Optional.empty();
    rollout.isTold = false;
    rollout.excused = rollout.tally.evidence();
  }

  private void forget(Rollout rollout) {
    boolean isNeeded =
        index.byOrder.stream()
            .anyMatch(
                other ->
                    other != rollout
                        && other.order.manifest().equals(rollout.order.manifest())
                        && other.order.state() != RolloutState.ABORTED);
    if (!isNeeded) {
      index.effects.add(new Effect.Forget(rollout.order.manifest()));
    }
  }

  /** A rollout as it was kept. */
  void restore(DirectiveRow row, Instant now) {
    Rollout rollout = new Rollout(row.directive(), selector(row.directive()));
    rollout.halted = row.halted();
    rollout.isTold = row.isTold();
    rollout.excused = Evidence.of(row.excused());
    rollout.fullImages = row.fullImages();
    index.rollouts.put(rollout.id(), rollout);
    index.reindex(rollout, true, now);
  }

  private Optional<Selector> selector(Directive order) {
    try {
      return Optional.of(Directives.selector(order));
    } catch (IllegalArgumentException e) {
      index.effects.add(
          new Effect.Notice(
              "weir_selectors_refused_total",
              "rollout " + order.rollout() + " chooses nobody: " + e.getMessage()));
      return Optional.empty();
    }
  }
}

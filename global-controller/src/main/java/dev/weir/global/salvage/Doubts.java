package dev.weir.global.salvage;

import dev.weir.global.fleet.Texts;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Wave;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rollouts may go on by themselves after a salvage. One whose row may be older than what
 * regions were told could have been aborted or halted since; one whose counts are lost would be
 * judged without the failures in them. Such a one stands still until a person has looked.
 *
 * @param mayBeOlder rows may be older than what was committed last
 * @param countsLost some counts of regions are not there
 */
public record Doubts(boolean mayBeOlder, boolean countsLost) {
  private static final String WHY =
      "the database was corrupt: see that every region is back and its counts are there, then"
          + " resume";

  /**
   * The rollout as it may go on; itself where nothing speaks against it.
   *
   * @param told the newest directive that is left of it
   */
  public Rollout judge(Rollout row, Optional<Directive> told, Instant now) {
    if (row.state() == RolloutState.ABORTED) {
      return row;
    }
    boolean isOlder = mayBeOlder || told.map(Directive::revision).orElse(0L) > row.revision();
    if (isOlder) {
      long highest = Math.max(row.revision(), told.map(Directive::revision).orElse(0L));
      return standing(row, told, Numbers.above(highest, now), now);
    }
    return countsLost && row.state() == RolloutState.RUNNING
        ? standing(row, told, row.revision() + 1, now)
        : row;
  }

  private static Rollout standing(
      Rollout row, Optional<Directive> told, long revision, Instant now) {
    List<Wave> waves = opened(row, told, now);
    boolean isAborted = told.map(order -> order.state() == RolloutState.ABORTED).orElse(false);
    RolloutState state = isAborted ? RolloutState.ABORTED : stopped(row.state(), waves);
    String before = row.reason().isEmpty() ? "" : "; before that: " + row.reason();
    return new Rollout(
        row.spec(),
        state,
        Texts.shortened(WHY + before),
        waves,
        row.accepted(),
        row.startedAt(),
        isAborted ? Optional.of(now) : Optional.empty(),
        revision,
        row.order(),
        row.version(),
        row.preparation());
  }

  private static RolloutState stopped(RolloutState state, List<Wave> waves) {
    return switch (state) {
      case RUNNING, COMPLETED, HALTED -> RolloutState.HALTED;
      case PREPARING -> waves.isEmpty() ? RolloutState.PAUSED : RolloutState.HALTED;
      case PAUSED -> RolloutState.PAUSED;
      case ABORTED -> RolloutState.ABORTED;
    };
  }

  /** An open rank never falls: what a region was told is open. */
  private static List<Wave> opened(Rollout row, Optional<Directive> told, Instant now) {
    List<Wave> waves = new ArrayList<>(row.waves());
    List<Rank> ranks = told.map(Directive::waves).orElse(List.of());
    for (int i = 0; i < Math.min(ranks.size(), row.spec().waves().size()); i++) {
      if (i == waves.size()) {
        waves.add(Wave.opened(ranks.get(i), now));
      } else if (waves.get(i).open().compareTo(ranks.get(i)) < 0) {
        waves.set(i, Wave.opened(ranks.get(i), now));
      }
    }
    return List.copyOf(waves);
  }
}

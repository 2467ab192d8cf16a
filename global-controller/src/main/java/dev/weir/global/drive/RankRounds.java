package dev.weir.global.drive;

import dev.weir.global.rollout.Rollout;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.rank.Rank;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Asks the regions with targets for their smallest ranks, a round for each wave that is given as a
 * number. Source: docs/protocol.md, section 3.4.
 */
final class RankRounds {
  private final Questions questions;
  private final BiConsumer<RolloutId, List<Rank>> onComplete;
  private final Map<RolloutId, Round> rounds = new HashMap<>();

  /** One round; over when nobody is waited for. */
  private static final class Round {
    final int wave;
    final SortedSet<RegionId> awaited;
    final List<Rank> ranks = new ArrayList<>();
    final List<Long> asked = new ArrayList<>();
    String problem = "";

    Round(int wave, Collection<RegionId> regions) {
      this.wave = wave;
      this.awaited = new TreeSet<>(regions);
    }
  }

  RankRounds(Questions questions, BiConsumer<RolloutId, List<Rank>> onComplete) {
    this.questions = questions;
    this.onComplete = onComplete;
  }

  /** Whether a round for the rollout's next wave is under way. */
  boolean isAsking(Rollout rollout) {
    Round round = rounds.get(rollout.id());
    return round != null && round.wave == rollout.waves().size();
  }

  void ask(Rollout rollout, Model model, int k, Collection<RegionId> regions) {
    withdraw(rollout.id());
    if (regions.isEmpty()) {
      return;
    }
    Round round = new Round(rollout.waves().size(), regions);
    rounds.put(rollout.id(), round);
    for (RegionId region : regions) {
      askRegion(rollout, model, k, region, round);
    }
  }

  private void askRegion(Rollout rollout, Model model, int k, RegionId region, Round round) {
    round.asked.add(
        questions.ask(
            region,
            id -> Query.ranks(id, rollout.id(), rollout.spec().selector(), model, k),
            (from, answer) -> {
              if (answer.problem().isEmpty()) {
                take(rollout.id(), round, from, answer);
              } else {
                round.problem = "; " + from + " says: " + answer.problem();
                askRegion(rollout, model, k, region, round);
              }
            }));
  }

  private void take(RolloutId rollout, Round round, RegionId from, Answer answer) {
    round.awaited.remove(from);
    round.ranks.addAll(answer.ranks());
    if (round.awaited.isEmpty() && rounds.remove(rollout, round)) {
      onComplete.accept(rollout, round.ranks);
    }
  }

  void withdraw(RolloutId rollout) {
    Round round = rounds.remove(rollout);
    if (round != null) {
      round.asked.forEach(questions::withdraw);
    }
  }

  /** Whom a rollout waits for, for people; empty where it waits for nobody. */
  String waitsFor(RolloutId rollout) {
    Round round = rounds.get(rollout);
    return round == null ? "" : "waits for the ranks of " + round.awaited + round.problem;
  }
}

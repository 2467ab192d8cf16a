package dev.weir.global.rollout;

import dev.weir.global.fleet.Texts;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rollout machine: a rollout, what happened, and the time give the rollout after it. {@link
 * Transitions} has the table of its states, {@link Gates} and {@link Thresholds} say what evidence
 * does. All that has to be done for a rollout follows from its value alone ({@link #ranksWanted},
 * {@link #wakeAt}, its revision), so a restart finds it again.
 *
 * <p>A completed rollout stays open for devices that come late. A threshold that they cross halts
 * it; a gate that they break does not open it again.
 */
public final class Rollouts {
  private Rollouts() {}

  /**
   * A new rollout, with its first wave open where that is given as a share and it waits for no
   * deltas.
   */
  public static Rollout started(RolloutSpec spec, long order, Instant now) {
    Rollout fresh =
        new Rollout(
            spec,
            RolloutState.PREPARING,
            "",
            List.of(),
            Tally.NONE,
            now,
            Optional.empty(),
            0,
            order,
            0,
            Preparations.begun(spec, now));
    return observed(fresh, Evidence.NONE, now);
  }

  /** The counts changed, or the time came: judges thresholds first, then gates. */
  public static Rollout observed(Rollout rollout, Evidence evidence, Instant now) {
    if (rollout.state() == RolloutState.ABORTED || rollout.state() == RolloutState.HALTED) {
      return rollout;
    }
    Optional<String> halt = haltReason(rollout, evidence);
    if (halt.isPresent() && !rollout.waves().isEmpty()) {
      return on(rollout, RolloutEvent.HALT, halt.get(), now).orElse(rollout);
    }
    return advanced(judged(rollout, evidence, now), evidence, now);
  }

  private static Optional<String> haltReason(Rollout rollout, Evidence evidence) {
    Optional<String> crossed =
        Thresholds.crossed(rollout.spec().abort(), evidence, rollout.accepted());
    return crossed.or(
        () ->
            evidence.halted().stream()
                .findFirst()
                .map(region -> "region " + region + " halted it" + failed(evidence)));
  }

  private static String failed(Evidence evidence) {
    String where = evidence.whereFailed(Optional.empty());
    return where.isEmpty() ? "; no device failed so far" : "; failures: " + where;
  }

  private static Rollout judged(Rollout rollout, Evidence evidence, Instant now) {
    List<Wave> waves = new ArrayList<>();
    for (int i = 0; i < rollout.waves().size(); i++) {
      waves.add(
          Gates.judged(
              rollout.waves().get(i), rollout.spec().waves().get(i).gate(), evidence.wave(i), now));
    }
    return rollout.withWaves(List.copyOf(waves));
  }

  private static Rollout advanced(Rollout rollout, Evidence evidence, Instant now) {
    Optional<Rank> known = rollout.nextWave().flatMap(Rollouts::knownRank);
    if (mayOpen(rollout) && known.isPresent()) {
      return observed(opened(rollout, known.get(), now), evidence, now);
    }
    boolean quiet = evidence.total().working() == 0 && evidence.total().switching() == 0;
    if (rollout.state() == RolloutState.RUNNING
        && rollout.nextWave().isEmpty()
        && rollout.hasPassedAll()
        && quiet) {
      return on(rollout, RolloutEvent.FINISHED, "", now).orElse(rollout);
    }
    return rollout;
  }

  private static boolean mayOpen(Rollout rollout) {
    return (rollout.state() == RolloutState.PREPARING || rollout.state() == RolloutState.RUNNING)
        && !rollout.preparation().isWaiting()
        && rollout.nextWave().isPresent()
        && rollout.hasPassedAll();
  }

  private static Optional<Rank> knownRank(WaveSpec wave) {
    if (wave.count().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(wave.share().map(Rank::ofShare).orElse(Rank.HIGHEST));
  }

  private static Rollout opened(Rollout rollout, Rank rank, Instant now) {
    List<Wave> waves = new ArrayList<>(rollout.waves());
    Rank open = rollout.openRank().filter(before -> before.compareTo(rank) > 0).orElse(rank);
    waves.add(Wave.opened(open, now));
    return on(rollout, RolloutEvent.WAVE_OPENS, "", now)
        .orElseThrow()
        .withWaves(List.copyOf(waves));
  }

  /**
   * How many ranks the regions have to be asked for, so that the next wave can open; empty where
   * none has to be.
   */
  public static Optional<Integer> ranksWanted(Rollout rollout) {
    return mayOpen(rollout) ? rollout.nextWave().flatMap(WaveSpec::count) : Optional.empty();
  }

  /**
   * All regions answered. The wave opens up to the k-th smallest rank; where there are fewer, up to
   * the highest of them. Without any it stays closed, and they are asked again.
   *
   * @param answers the smallest ranks of each region
   */
  public static Rollout ranked(
      Rollout rollout, List<Rank> answers, Evidence evidence, Instant now) {
    Optional<Integer> wanted = ranksWanted(rollout);
    if (wanted.isEmpty() || answers.isEmpty()) {
      return rollout;
    }
    List<Rank> merged = answers.stream().sorted(Comparator.naturalOrder()).toList();
    Rank kth = merged.get(Math.min(wanted.get(), merged.size()) - 1);
    return observed(opened(rollout, kth, now), evidence, now);
  }

  /**
   * When to look again though nothing was heard: the end of the wait for deltas, or of the first
   * bake that is under way. A bake that is over waits for counts, not for time.
   */
  public static Optional<Instant> wakeAt(Rollout rollout, Instant now) {
    if (rollout.state() == RolloutState.PREPARING && rollout.preparation().isWaiting()) {
      return rollout.preparation().until();
    }
    Optional<Instant> first = Optional.empty();
    for (int i = 0; i < rollout.waves().size(); i++) {
      Wave wave = rollout.waves().get(i);
      if (wave.passedAt().isEmpty() && wave.holdsSince().isPresent()) {
        Instant end = wave.holdsSince().get().plus(rollout.spec().waves().get(i).gate().bake());
        if (end.isAfter(now)) {
          first = first.filter(earlier -> earlier.isBefore(end)).or(() -> Optional.of(end));
        }
      }
    }
    return rollout.state() == RolloutState.HALTED || rollout.state().isOver()
        ? Optional.empty()
        : first;
  }

  /** What a person may do to a rollout. */
  public enum Command {
    PAUSE(RolloutEvent.PAUSE),
    RESUME(RolloutEvent.RESUME),
    ABORT(RolloutEvent.ABORT);

    private final RolloutEvent event;

    Command(RolloutEvent event) {
      this.event = event;
    }
  }

  /**
   * A person's command. Where it leads to the state that the rollout is in, nothing changes. To
   * resume accepts the failures that are there: thresholds count only those that come on top. It
   * does not make a gate pass.
   */
  public static Reply<Rollout> commanded(
      Rollout rollout, Command command, String reason, Evidence evidence, Instant now) {
    Optional<RolloutState> next = Transitions.next(rollout.state(), command.event);
    if (next.isEmpty()) {
      return Reply.refused(
          Code.STATE,
          "rollout "
              + rollout.id()
              + " is "
              + rollout.state()
              + (rollout.reason().isEmpty() ? "" : " (" + rollout.reason() + ")")
              + "; "
              + command
              + " does not fit that");
    }
    if (next.get() == rollout.state()) {
      return Reply.done(rollout);
    }
    if (command == Command.RESUME) {
      Rollout resumed =
          rollout.accepting(evidence.tally()).entering(next.get(), "", now).waitedEnough();
      return Reply.done(observed(resumed, new Evidence(evidence.regions(), List.of()), now));
    }
    return Reply.done(rollout.entering(next.get(), Texts.shortened(reason), now));
  }

  private static Optional<Rollout> on(
      Rollout rollout, RolloutEvent event, String reason, Instant now) {
    return Transitions.next(rollout.state(), event)
        .map(next -> rollout.entering(next, Texts.shortened(reason), now));
  }
}

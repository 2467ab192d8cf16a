package dev.weir.global.rollout;

import dev.weir.global.fleet.ChangeKind;
import dev.weir.protocol.message.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people want to know of a step of a rollout. */
public final class RolloutChanges {
  private RolloutChanges() {}

  /** One change. */
  public record Told(ChangeKind kind, String detail) {}

  /**
   * What happened between two values of one rollout.
   *
   * @param before empty where it has just been started
   */
  public static List<Told> between(Optional<Rollout> before, Rollout next) {
    List<Told> told = new ArrayList<>();
    if (before.isEmpty()) {
      told.add(new Told(ChangeKind.ROLLOUT_STARTED, "release " + next.spec().release()));
    }
    String outcome = next.preparation().outcome();
    if (!outcome.isEmpty()
        && !before.map(row -> row.preparation().outcome()).orElse("").equals(outcome)) {
      told.add(new Told(ChangeKind.ROLLOUT_PREPARED, outcome));
    }
    List<Wave> old = before.map(Rollout::waves).orElse(List.of());
    for (int i = 0; i < next.waves().size(); i++) {
      String name = "wave " + next.spec().waves().get(i).name();
      boolean isNew = i >= old.size();
      boolean hadPassed = !isNew && old.get(i).passedAt().isPresent();
      boolean passes = next.waves().get(i).passedAt().isPresent();
      if (isNew) {
        told.add(new Told(ChangeKind.WAVE_OPENED, name));
      }
      if (hadPassed != passes) {
        told.add(new Told(passes ? ChangeKind.GATE_PASSED : ChangeKind.GATE_CLOSED, name));
      }
    }
    state(before, next).ifPresent(kind -> told.add(new Told(kind, next.reason())));
    return told;
  }

  private static Optional<ChangeKind> state(Optional<Rollout> before, Rollout next) {
    if (before.map(Rollout::state).equals(Optional.of(next.state()))) {
      return Optional.empty();
    }
    boolean wasStopped =
        before
            .map(Rollout::state)
            .filter(state -> state == RolloutState.PAUSED || state == RolloutState.HALTED)
            .isPresent();
    return switch (next.state()) {
      case PREPARING -> Optional.empty();
      case RUNNING -> wasStopped ? Optional.of(ChangeKind.ROLLOUT_RESUMED) : Optional.empty();
      case PAUSED -> Optional.of(ChangeKind.ROLLOUT_PAUSED);
      case HALTED -> Optional.of(ChangeKind.ROLLOUT_HALTED);
      case ABORTED -> Optional.of(ChangeKind.ROLLOUT_ABORTED);
      case COMPLETED -> Optional.of(ChangeKind.ROLLOUT_COMPLETED);
    };
  }
}

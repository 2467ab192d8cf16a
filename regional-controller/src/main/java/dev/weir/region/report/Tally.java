package dev.weir.region.report;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of one rollout's targets, wave by wave. A target enters, moves from one place to another,
 * and leaves; nothing is ever counted anew.
 */
public final class Tally {
  private static final class Wave {
    final Map<TargetState, Integer> states = new EnumMap<>(TargetState.class);
    final Map<FailureClass, Integer> failures = new EnumMap<>(FailureClass.class);

    void add(Place place, int by) {
      states.merge(place.state(), by, Integer::sum);
      place.failure().ifPresent(failure -> failures.merge(failure, by, Integer::sum));
    }

    int of(TargetState state) {
      return states.getOrDefault(state, 0);
    }
  }

  private final List<Wave> waves = new ArrayList<>();

  /** Moves a target; absent: it was, or will be, no opened wave's. Whether anything changed. */
  public boolean move(Optional<Place> before, Optional<Place> after) {
    if (before.equals(after)) {
      return false;
    }
    before.ifPresent(place -> wave(place.wave()).add(place, -1));
    after.ifPresent(place -> wave(place.wave()).add(place, 1));
    return true;
  }

  private Wave wave(int number) {
    while (waves.size() <= number) {
      waves.add(new Wave());
    }
    return waves.get(number);
  }

  /** The whole vector, for so many opened waves. */
  public RolloutCounts counts(RolloutId rollout, int opened, boolean halted) {
    List<WaveCounts> counts = new ArrayList<>();
    for (int number = 0; number < opened; number++) {
      counts.add(counts(number, wave(number)));
    }
    return new RolloutCounts(rollout, List.copyOf(counts), halted);
  }

  private static WaveCounts counts(int number, Wave wave) {
    List<FailureCount> failures = new ArrayList<>();
    wave.failures.forEach(
        (failure, count) -> {
          if (count > 0) {
            failures.add(new FailureCount(failure, count));
          }
        });
    return new WaveCounts(
        number,
        wave.of(TargetState.WAITING),
        wave.of(TargetState.UNREACHED),
        wave.of(TargetState.WORKING),
        wave.of(TargetState.SWITCHING),
        wave.of(TargetState.COMMITTED),
        wave.of(TargetState.SILENT),
        List.copyOf(failures),
        wave.of(TargetState.ALREADY));
  }

  /** What all waves together prove. */
  public Evidence evidence() {
    int committed = 0;
    Map<FailureClass, Integer> failures = new EnumMap<>(FailureClass.class);
    for (Wave wave : waves) {
      committed += wave.of(TargetState.COMMITTED);
      wave.failures.forEach((failure, count) -> failures.merge(failure, count, Integer::sum));
    }
    return new Evidence(committed, failures);
  }
}

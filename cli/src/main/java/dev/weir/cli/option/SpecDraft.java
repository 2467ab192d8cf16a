package dev.weir.cli.option;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rollout's options, read one by one and not yet seen together.
 *
 * @param abort empty: the usual threshold
 */
public record SpecDraft(
    RolloutId rollout,
    ReleaseId release,
    String selector,
    List<WaveOption> waves,
    List<GateOption> gates,
    List<AbortOption> abort,
    List<DeadlineOption> deadlines,
    int maxConcurrent,
    Duration startWithin,
    Prepare prepare,
    long fallbackBytes) {
  /** The rollout that the options ask for; {@link IllegalArgumentException} names every fault. */
  public RolloutSpec spec() {
    List<String> faults = faults();
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new RolloutSpec(
        rollout,
        release,
        selector,
        waves.stream().map(this::wave).toList(),
        maxConcurrent,
        startWithin,
        merged(),
        thresholds(),
        prepare,
        fallbackBytes);
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (waves.isEmpty()) {
      faults.add(
          "--wave is missing: say how it spreads, such as --wave canary=2 --wave rest; for all"
              + " devices at once, --wave all");
    } else if (!waves.get(waves.size() - 1).isAll()) {
      faults.add("--wave: the last wave takes in all targets; add --wave rest");
    }
    if (waves.size() > Limits.WAVES) {
      faults.add("--wave: at most " + Limits.WAVES + "; found " + waves.size());
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < waves.size(); i++) {
      WaveOption wave = waves.get(i);
      if (!names.add(wave.name())) {
        faults.add("--wave: two waves are called " + wave.name());
      }
      if (wave.isAll() && i + 1 < waves.size()) {
        faults.add(
            "--wave: " + wave.name() + " takes in all targets, so nothing is left for those after");
      }
    }
    for (GateOption gate : gates) {
      gate.wave()
          .filter(wave -> !names.contains(wave))
          .ifPresent(wave -> faults.add("--gate: there is no wave " + wave));
    }
    if (abort.size() > 1 && abort.stream().anyMatch(option -> option.threshold().isEmpty())) {
      faults.add("--abort: none stands alone");
    }
    if (maxConcurrent < 1) {
      faults.add("--max-concurrent is at least 1; found " + maxConcurrent);
    }
    if (startWithin.isZero()) {
      faults.add("--start-within is above 0");
    }
    return faults;
  }

  private WaveSpec wave(WaveOption wave) {
    Gate gate = GateOption.STRICT;
    for (GateOption option : gates) {
      gate = option.wave().isEmpty() ? option.over(gate) : gate;
    }
    for (GateOption option : gates) {
      gate = option.wave().equals(Optional.of(wave.name())) ? option.over(gate) : gate;
    }
    return new WaveSpec(wave.name(), wave.share(), wave.count(), gate);
  }

  private Deadlines merged() {
    Deadlines merged = DeadlineOption.USUAL;
    for (DeadlineOption option : deadlines) {
      merged = option.over(merged);
    }
    return merged;
  }

  private List<AbortThreshold> thresholds() {
    return abort.isEmpty()
        ? List.of(AbortOption.USUAL)
        : abort.stream().flatMap(option -> option.threshold().stream()).toList();
  }
}

package dev.weir.global.rollout;

import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a rollout's specification must be, beyond the shape of its fields. */
public final class Specs {
  private static final int MILLION = 1_000_000;

  private Specs() {}

  /** Every fault at once: the field, the rule and the value. */
  public static List<FieldError> faults(RolloutSpec spec) {
    List<FieldError> faults = new ArrayList<>();
    try {
      Selector.parse(spec.selector());
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError("/selector", String.valueOf(e.getMessage())));
    }
    if (spec.maxConcurrent() < 1) {
      faults.add(
          new FieldError("/maxConcurrent", "must be at least 1; found " + spec.maxConcurrent()));
    }
    positive("/startWithin", spec.startWithin(), faults);
    positive("/deadlines/accept", spec.deadlines().accept(), faults);
    positive("/deadlines/download", spec.deadlines().download(), faults);
    positive("/deadlines/install", spec.deadlines().install(), faults);
    checkWaves(spec.waves(), faults);
    for (int i = 0; i < spec.abort().size(); i++) {
      checkThreshold("/abort/" + i, spec.abort().get(i), faults);
    }
    return List.copyOf(faults);
  }

  private static void positive(String field, Duration value, List<FieldError> faults) {
    if (value.isZero() || value.isNegative()) {
      faults.add(new FieldError(field, "must be longer than nothing"));
    }
  }

  private static void checkWaves(List<WaveSpec> waves, List<FieldError> faults) {
    Set<String> names = new LinkedHashSet<>();
    int share = 0;
    int count = 0;
    for (int i = 0; i < waves.size(); i++) {
      WaveSpec wave = waves.get(i);
      String field = "/waves/" + i;
      if (wave.name().isBlank() || !names.add(wave.name())) {
        faults.add(
            new FieldError(
                field + "/name", "must be there and its own; found \"" + wave.name() + '"'));
      }
      int nextShare = wave.share().orElse(isAll(wave) ? MILLION : share);
      int nextCount = wave.count().orElse(count);
      if (nextShare < share || nextCount < count) {
        faults.add(new FieldError(field, "must not be smaller than the wave before it"));
      }
      if (nextCount > Limits.LIST) {
        faults.add(
            new FieldError(
                field + "/count", "is at most " + Limits.LIST + "; give a share instead"));
      }
      share = nextShare;
      count = nextCount;
      if (isAll(wave) != (i == waves.size() - 1)) {
        faults.add(
            new FieldError(
                field,
                isAll(wave)
                    ? "is all; only the last wave is"
                    : "is the last wave; it must be all, without share and count"));
      }
    }
  }

  private static boolean isAll(WaveSpec wave) {
    return wave.count().isEmpty() && wave.share().orElse(MILLION) == MILLION;
  }

  private static void checkThreshold(
      String field, AbortThreshold threshold, List<FieldError> faults) {
    if (threshold.leastSample() < 1) {
      faults.add(new FieldError(field + "/leastSample", "must be at least 1"));
    }
    if (threshold.millionths() > MILLION) {
      faults.add(
          new FieldError(
              field + "/millionths", "must be at most 1000000; found " + threshold.millionths()));
    }
  }
}

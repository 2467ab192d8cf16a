package dev.weir.region.report;

import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rollout's targets ended in this region.
 *
 * @param failures by class
 */
public record Evidence(int committed, Map<FailureClass, Integer> failures) {
  private static final long MILLION = 1_000_000;

  /** Nothing ended. */
  public static final Evidence NONE = new Evidence(0, Map.of());

  public Evidence {
    EnumMap<FailureClass, Integer> copy = new EnumMap<>(FailureClass.class);
    copy.putAll(failures);
    failures = copy;
  }

  public static Evidence of(List<FailureCount> failures) {
    Map<FailureClass, Integer> byClass = new EnumMap<>(FailureClass.class);
    failures.forEach(count -> byClass.put(count.failure(), count.count()));
    return new Evidence(0, byClass);
  }

  /** The failures as a list, in the order of the classes. */
  public List<FailureCount> failureCounts() {
    List<FailureCount> counts = new ArrayList<>();
    failures.forEach((failure, count) -> counts.add(new FailureCount(failure, count)));
    return List.copyOf(counts);
  }

  /** Failures of a class, or of all of them. */
  public int failed(Optional<FailureClass> failure) {
    return failure
        .map(one -> failures.getOrDefault(one, 0))
        .orElseGet(() -> failures.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Targets that ended. */
  public int ended() {
    return committed + failed(Optional.empty());
  }

  /**
   * The first threshold that is reached.
   *
   * @param excused failures that were known when somebody resumed the rollout all the same: only
   *     one more makes a threshold count again
   */
  public Optional<AbortThreshold> crossed(List<AbortThreshold> thresholds, Evidence excused) {
    return thresholds.stream().filter(threshold -> reaches(threshold, excused)).findFirst();
  }

  private boolean reaches(AbortThreshold threshold, Evidence excused) {
    int failed = failed(threshold.failure());
    return failed > excused.failed(threshold.failure())
        && ended() >= threshold.leastSample()
        && failed * MILLION >= (long) threshold.millionths() * ended();
  }
}

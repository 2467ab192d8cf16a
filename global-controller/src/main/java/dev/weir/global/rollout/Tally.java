package dev.weir.global.rollout;

import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Targets that ended: what thresholds are judged by.
 *
 * @param failures by class, in the order of the classes
 */
public record Tally(int committed, List<FailureCount> failures) {
  public static final Tally NONE = new Tally(0, List.of());

  private static final Field<Tally, Integer> COMMITTED =
      Field.required(1, "committed", Types.SMALL, Tally::committed);
  private static final Field<Tally, List<FailureCount>> FAILURES =
      Field.optional(
          2, "failures", Types.list(FailureCount.TABLE, Limits.LABELS), Tally::failures, List.of());

  /** How it is stored. */
  public static final Table<Tally> TABLE =
      new Table<>(
          "tally",
          List.of(COMMITTED, FAILURES),
          row -> new Tally(row.get(COMMITTED), row.get(FAILURES)));

  static Tally of(List<WaveCounts> counts) {
    int committed = counts.stream().mapToInt(WaveCounts::committed).sum();
    return new Tally(
        committed, summed(counts.stream().flatMap(wave -> wave.failures().stream()).toList()));
  }

  /** One row for each class that occurs, in the order of the classes. */
  static List<FailureCount> summed(List<FailureCount> failures) {
    Map<FailureClass, Integer> sums = new EnumMap<>(FailureClass.class);
    failures.forEach(row -> sums.merge(row.failure(), row.count(), Integer::sum));
    List<FailureCount> rows = new ArrayList<>();
    sums.forEach((failure, count) -> rows.add(new FailureCount(failure, count)));
    return List.copyOf(rows);
  }

  /** Failures of one class; of all where none is named. */
  int failed(Optional<FailureClass> failure) {
    return failures.stream()
        .filter(row -> failure.isEmpty() || failure.get() == row.failure())
        .mapToInt(FailureCount::count)
        .sum();
  }

  int ended() {
    return committed + failed(Optional.empty());
  }

  /** What came on top of an earlier tally; never below nothing. */
  Tally above(Tally earlier) {
    List<FailureCount> more = new ArrayList<>();
    for (FailureCount row : failures) {
      int rise = row.count() - earlier.failed(Optional.of(row.failure()));
      if (rise > 0) {
        more.add(new FailureCount(row.failure(), rise));
      }
    }
    return new Tally(Math.max(0, committed - earlier.committed), List.copyOf(more));
  }
}

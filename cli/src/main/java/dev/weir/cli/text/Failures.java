package dev.weir.cli.text;

import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Failures of several waves, added up by class. */
final class Failures {
  private Failures() {}

  static List<FailureCount> summed(List<FailureCount> failures) {
    Map<FailureClass, Integer> sums = new EnumMap<>(FailureClass.class);
    for (FailureCount failure : failures) {
      sums.merge(failure.failure(), failure.count(), Integer::sum);
    }
    return sums.entrySet().stream().map(e -> new FailureCount(e.getKey(), e.getValue())).toList();
  }
}

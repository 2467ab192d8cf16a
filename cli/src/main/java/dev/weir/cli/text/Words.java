package dev.weir.cli.text;

import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.Durations;
import dev.weir.cli.option.Shares;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.Report;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values of the protocol as operators write and read them. */
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value instanceof FailureClass failure
        ? AbortOption.word(failure)
        : value.name().toLowerCase(Locale.ROOT);
  }

  /** How far a wave reaches. */
  static String size(WaveSpec wave) {
    return wave.share().map(Shares::text).or(() -> wave.count().map(String::valueOf)).orElse("all");
  }

  static String gate(Gate gate) {
    return "success "
        + Shares.text(gate.success())
        + ", sample "
        + gate.leastSample()
        + (gate.bake().isZero() ? "" : ", bake " + Durations.text(gate.bake()));
  }

  static String abort(List<AbortThreshold> thresholds) {
    return thresholds.isEmpty()
        ? "never by itself"
        : thresholds.stream().map(Words::abort).collect(Collectors.joining("; "));
  }

  private static String abort(AbortThreshold threshold) {
    String failure = threshold.failure().map(Words::of).orElse("failure of any kind");
    return threshold.millionths() == 0
        ? "the first " + failure + after(threshold.leastSample())
        : failure
            + " "
            + Shares.text(threshold.millionths())
            + " of at least "
            + threshold.leastSample();
  }

  /** A threshold is not judged before so many targets ended. */
  private static String after(int leastSample) {
    return leastSample <= 1 ? "" : ", once " + leastSample + " targets ended";
  }

  static String failures(List<FailureCount> failures) {
    return failures.stream()
        .filter(failure -> failure.count() > 0)
        .map(failure -> of(failure.failure()) + " " + failure.count())
        .collect(Collectors.joining(", "));
  }

  /** The phase of a report, with the failure that ended it. */
  static String phase(Report report) {
    return of(report.phase()) + report.failure().map(f -> " (" + of(f) + ")").orElse("");
  }
}

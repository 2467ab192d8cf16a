package dev.weir.protocol.text;

import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The glossary's words on screens. */
public final class Words {
  private Words() {}

  /** A constant as words, such as {@code silent after switch}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A name of the wire as words, such as {@code above open rank} for {@code aboveOpenRank}. */
  public static String of(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  public static String phase(UpdatePhase phase, Optional<FailureClass> failure) {
    return of(phase) + failure.map(f -> " (" + of(f) + ")").orElse("");
  }

  /** The phase of a report, with the failure that ended it. */
  public static String phase(Report report) {
    return phase(report.phase(), report.failure());
  }

  /** How far a wave reaches, such as {@code 10%}, {@code 2} or {@code all}. */
  public static String size(WaveSpec wave) {
    return wave.share()
        .map(Shares::text)
        .or(() -> wave.count().map(count -> Amounts.number(count)))
        .orElse("all");
  }

  /** What a gate asks for. */
  public static String gate(Gate gate) {
    return Shares.text(gate.success())
        + " of at least "
        + Amounts.number(gate.leastSample())
        + " committed"
        + (gate.bake().equals(Duration.ZERO) ? "" : ", for " + Durations.text(gate.bake()));
  }

  public static String failures(List<FailureCount> failures) {
    return failures.stream()
        .filter(failure -> failure.count() > 0)
        .map(failure -> of(failure.failure()) + " " + Amounts.number(failure.count()))
        .collect(Collectors.joining(", "));
  }

  /** Whom a rollout chooses, after "to". */
  public static String selected(String selector) {
    return selector.isEmpty() ? "all devices of its model" : "devices with " + selector;
  }

  /** The failures at which a rollout halts. */
  public static String thresholds(List<AbortThreshold> thresholds) {
    return thresholds.isEmpty()
        ? "never by itself"
        : thresholds.stream().map(Words::threshold).collect(Collectors.joining("; "));
  }

  private static String threshold(AbortThreshold threshold) {
    String failure = threshold.failure().map(Words::of).orElse("failure of any kind");
    return threshold.millionths() == 0
        ? "the first " + failure + after(threshold.leastSample())
        : failure
            + " "
            + Shares.text(threshold.millionths())
            + " of at least "
            + Amounts.number(threshold.leastSample());
  }

  /** A threshold is not judged before so many targets ended. */
  private static String after(int leastSample) {
    return leastSample <= 1 ? "" : ", once " + Amounts.number(leastSample) + " targets ended";
  }

  /** How long a rollout waits for deltas, and what then. */
  public static String prepare(Prepare prepare) {
    if (prepare.atMost().isZero()) {
      return "not waited for; they join as they are built";
    }
    return "waited for, at most "
        + Durations.text(prepare.atMost())
        + switch (prepare.then()) {
          case FULL -> "; then it starts with full images in their place";
          case HOLD -> "; then it is paused";
        };
  }

  /** What becomes of a device that can't apply its delta. */
  public static String fallback(long bytes) {
    return bytes == 0
        ? "it fails"
        : "it gets the full image, up to " + Amounts.bytes(bytes) + " in each region";
  }

  /** Where a job stands; one that a worker holds is being built. */
  public static String job(DeltaJobState state) {
    return state == DeltaJobState.LEASED ? "building" : of(state);
  }

  /** Labels, by key. */
  public static List<String> labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).toList();
  }

  /** What a release may be installed on. */
  public static String compatibility(Compatibility fits) {
    return fits.model()
        + (fits.hardware().isEmpty()
            ? ", any hardware"
            : ", hardware " + String.join(" or ", fits.hardware()))
        + (fits.bases().isEmpty()
            ? ", after any version"
            : ", after "
                + fits.bases().stream().map(Object::toString).collect(Collectors.joining(" or ")));
  }
}

package dev.weir.cli.option;

import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.text.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An abort threshold as an option: {@code FAILURE=SHARE%[,sample=COUNT]}, where FAILURE is a class
 * such as {@code unhealthy} or {@code any}; {@code FAILURE} alone means the first one; {@code none}
 * means no threshold.
 */
public record AbortOption(Optional<AbortThreshold> threshold) {
  /** What holds where nothing is said: one failure in five, once five have ended. */
  public static final AbortThreshold USUAL = new AbortThreshold(Optional.empty(), 200_000, 5);

  private static final String SAMPLE = "sample";

  public static AbortOption parse(String text) {
    if (text.equals("none")) {
      return new AbortOption(Optional.empty());
    }
    int comma = text.indexOf(',');
    String head = comma < 0 ? text : text.substring(0, comma);
    int equals = head.indexOf('=');
    Optional<FailureClass> failure = failure(equals < 0 ? head : head.substring(0, equals));
    int share = equals < 0 ? 0 : Shares.parse(head.substring(equals + 1));
    int sample =
        comma < 0
            ? 1
            : Pairs.parse(text.substring(comma + 1), List.of(SAMPLE))
                .read(SAMPLE, Pairs::count)
                .orElse(1);
    return new AbortOption(Optional.of(new AbortThreshold(failure, share, sample)));
  }

  /** A failure class as operators write it; {@code any} is none in particular. */
  public static Optional<FailureClass> failure(String word) {
    if (word.equals("any")) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(FailureClass.values())
            .filter(failure -> word(failure).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a failure is any or one of "
                            + Arrays.stream(FailureClass.values())
                                .map(AbortOption::word)
                                .collect(Collectors.joining(", "))
                            + "; found \""
                            + word
                            + '"')));
  }

  /** What {@link #parse} reads as the same threshold. */
  public static String text(AbortThreshold threshold) {
    return threshold.failure().map(AbortOption::word).orElse("any")
        + "="
        + Shares.text(threshold.millionths())
        + ","
        + SAMPLE
        + "="
        + threshold.leastSample();
  }

  /** A failure class as operators write it, such as {@code silentAfterSwitch}. */
  public static String word(FailureClass failure) {
    StringBuilder word = new StringBuilder();
    for (String part : failure.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      word.append(
          word.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return word.toString();
  }
}

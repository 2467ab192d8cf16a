package dev.weir.cli.option;

import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.text.Durations;
import java.util.List;
import java.util.Locale;

/** How long a rollout waits for deltas, as an option: {@code atMost=DURATION,then=full|hold}. */
public final class PrepareOption {
  private PrepareOption() {}

  public static Prepare parse(String text) {
    Pairs pairs = Pairs.parse(text, List.of("atMost", "then"));
    return new Prepare(
        pairs
            .read("atMost", Durations::parse)
            .orElseThrow(() -> new IllegalArgumentException("atMost=DURATION is missing")),
        pairs.read("then", PrepareOption::then).orElse(Prepare.Then.FULL));
  }

  /** What happens when the wait is over, such as {@code hold}. */
  public static Prepare.Then then(String word) {
    return switch (word) {
      case "full" -> Prepare.Then.FULL;
      case "hold" -> Prepare.Then.HOLD;
      default -> throw new IllegalArgumentException("must be full or hold; found \"" + word + '"');
    };
  }

  public static String word(Prepare.Then then) {
    return then.name().toLowerCase(Locale.ROOT);
  }
}

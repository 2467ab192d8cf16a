package dev.weir.cli.option;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Shares;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A gate as an option: {@code success=SHARE%,sample=COUNT,bake=DURATION}, any of them, for all
 * waves; with {@code WAVE:} before it, for one.
 *
 * @param success in millionths
 */
public record GateOption(
    Optional<String> wave,
    Optional<Integer> success,
    Optional<Integer> sample,
    Optional<Duration> bake) {
  private static final List<String> KEYS = List.of("success", "sample", "bake");

  /** Every target that ended has committed, at least one did, and nothing has to bake. */
  public static final Gate STRICT = new Gate(1_000_000, 1, Duration.ZERO);

  public static GateOption parse(String text) {
    int colon = text.indexOf(':');
    Pairs pairs = Pairs.parse(text.substring(colon + 1), KEYS);
    return new GateOption(
        colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon)),
        pairs.read("success", Shares::parse),
        pairs.read("sample", Pairs::count),
        pairs.read("bake", Durations::parse));
  }

  /** The gate with what this option says instead. */
  Gate over(Gate gate) {
    return new Gate(
        success.orElse(gate.success()),
        sample.orElse(gate.leastSample()),
        bake.orElse(gate.bake()));
  }
}

package dev.weir.console.show;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many targets are in each state, as the parts of a bar of length 100.
 *
 * @param parts in the order of {@link #ORDER}, those of nobody too
 */
public record Progress(List<Part> parts, int targets) {
  /** From done over under way and not begun to what went wrong. */
  public static final List<TargetState> ORDER =
      List.of(
          TargetState.COMMITTED,
          TargetState.ALREADY,
          TargetState.SWITCHING,
          TargetState.WORKING,
          TargetState.WAITING,
          TargetState.UNREACHED,
          TargetState.SILENT,
          TargetState.FAILED);

  /**
   * One state's part.
   *
   * @param from where it begins, 0 to 100
   * @param link to its devices
   */
  public record Part(TargetState state, int count, double from, double width, String link) {
    public Tone tone() {
      return Tone.of(state);
    }
  }

  /**
   * Of these counts.
   *
   * @param choice what they were counted in
   */
  static Progress of(RolloutId rollout, TargetChoice choice, Stream<WaveCounts> waves) {
    List<WaveCounts> counts = waves.toList();
    int targets = counts.stream().mapToInt(WaveCounts::targets).sum();
    List<Part> parts = new ArrayList<>();
    double from = 0;
    for (TargetState state : ORDER) {
      int count = counts.stream().mapToInt(part -> WaveRail.count(part, state)).sum();
      double width = targets == 0 ? 0 : 100.0 * count / targets;
      parts.add(new Part(state, count, from, width, Links.targets(rollout, choice.as(state))));
      from += width;
    }
    return new Progress(List.copyOf(parts), targets);
  }

  public int of(TargetState state) {
    return parts.stream().filter(part -> part.state() == state).mapToInt(Part::count).sum();
  }

  /** Those that run the release now. */
  public int done() {
    return Standing.DONE.in(this);
  }

  /** Those that hold a desired state and do not install yet. */
  public int mayStillInstall() {
    return Standing.MAY_STILL_INSTALL.in(this);
  }

  /** In words, for those who do not see the bar. */
  public String text() {
    if (targets == 0) {
      return "no targets";
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.count() > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(Amounts.number(part.count()))
            .append(' ')
            .append(Words.of(part.state()));
      }
    }
    return text + " of " + Amounts.count(targets, "target");
  }
}

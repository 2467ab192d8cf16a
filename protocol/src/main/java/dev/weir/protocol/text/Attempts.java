package dev.weir.protocol.text;

import dev.weir.protocol.message.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device's reports as its attempts to update. */
public final class Attempts {
  private Attempts() {}

  /**
   * The reports of one action in a row each; an inventory stands for itself.
   *
   * @param reports oldest first
   * @return the newest attempt first, each with its reports oldest first
   */
  public static List<List<Report>> of(List<Report> reports) {
    List<List<Report>> attempts = new ArrayList<>();
    Optional<Report> before = Optional.empty();
    for (Report report : reports) {
      if (before.filter(last -> isSame(last, report)).isEmpty()) {
        attempts.add(0, new ArrayList<>());
      }
      attempts.get(0).add(report);
      before = Optional.of(report);
    }
    return List.copyOf(attempts);
  }

  private static boolean isSame(Report before, Report report) {
    return report.rollout().isPresent()
        && before.rollout().equals(report.rollout())
        && before.generation().equals(report.generation())
        && !before.phase().isFinal();
  }
}

package dev.weir.console.show;

import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One action of a device as a timeline, from its signed reports.
 *
 * @param rollout absent: an inventory
 * @param took from its first report, or from when it was accepted, to the last
 * @param last the newest report, which has the bytes
 */
public record Attempt(
    Optional<RolloutId> rollout,
    Optional<ReleaseId> release,
    Version from,
    Duration took,
    List<Step> steps,
    Report last) {

  /**
   * A phase that it entered.
   *
   * @param after the one before
   */
  public record Step(
      UpdatePhase phase,
      Optional<FailureClass> failure,
      String detail,
      Instant at,
      Duration after,
      Version running,
      long counter) {
    public Tone tone() {
      return Tone.of(phase);
    }
  }

  /**
   * Reports as attempts, the newest attempt first.
   *
   * @param reports oldest first
   */
  public static List<Attempt> of(List<Report> reports) {
    return Attempts.of(reports).stream().map(Attempt::one).toList();
  }

  private static Attempt one(List<Report> reports) {
    Report first = reports.get(0);
    Report last = reports.get(reports.size() - 1);
    Instant began = last.startedAt().orElse(first.at());
    List<Step> steps = new ArrayList<>();
    Instant before = began;
    for (Report report : reports) {
      steps.add(
          new Step(
              report.phase(),
              report.failure(),
              report.detail(),
              report.at(),
              Duration.between(before, report.at()),
              report.running(),
              report.counter()));
      before = report.at();
    }
    return new Attempt(
        last.rollout(),
        last.release(),
        first.from(),
        Duration.between(began, last.at()),
        List.copyOf(steps),
        last);
  }

  /** What was downloaded and what that saved, in words; empty where nothing was. */
  public String bytes() {
    if (last.payloadBytes() == 0) {
      return "";
    }
    String payload =
        (last.payloadCodec().isEmpty() ? "payload" : last.payloadCodec())
            + " of "
            + Amounts.bytes(last.payloadBytes());
    return payload
        + (last.imageBytes() == 0
            ? ""
            : ", "
                + Amounts.percent(last.payloadBytes(), last.imageBytes())
                + " of the image's "
                + Amounts.bytes(last.imageBytes()))
        + "; downloaded "
        + Amounts.bytes(last.downloadedBytes())
        + (last.resumedAt() > 0 ? ", resumed at " + Amounts.bytes(last.resumedAt()) : "")
        + (last.path().isEmpty() ? "" : ", over " + last.path());
  }
}

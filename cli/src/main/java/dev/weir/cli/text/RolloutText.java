package dev.weir.cli.text;

import dev.weir.protocol.api.RegionCountsView;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Rollouts: one as it stands, and the list of them. */
public final class RolloutText {
  private RolloutText() {}

  public static String list(RolloutList rollouts, Instant now) {
    if (rollouts.items().isEmpty()) {
      return """
          No rollouts. See what one would do:
            weir rollout plan update-1 --release RELEASE --wave canary=2 --wave rest
          """;
    }
    TextTable table =
        new TextTable(
            "ROLLOUT", "RELEASE", "STATE", ">WAVES", ">DONE", ">FAILED", "STARTED", "REASON");
    for (RolloutView rollout : rollouts.items()) {
      List<WaveCounts> counts = rollout.waves().stream().map(WaveView::counts).toList();
      table.row(
          rollout.spec().rollout(),
          rollout.spec().release(),
          Words.of(rollout.state()),
          opened(rollout) + "/" + rollout.spec().waves().size(),
          done(counts.stream()) + "/" + targets(counts.stream()),
          counts.stream().mapToInt(WaveCounts::failed).sum(),
          Amounts.ago(rollout.startedAt(), now),
          rollout.reason());
    }
    return table.render();
  }

  private static long opened(RolloutView rollout) {
    return rollout.waves().stream().filter(wave -> wave.openRank().isPresent()).count();
  }

  /** Those that run the release now. */
  private static int done(Stream<WaveCounts> counts) {
    return counts.mapToInt(wave -> wave.committed() + wave.already()).sum();
  }

  private static int targets(Stream<WaveCounts> counts) {
    return counts.mapToInt(WaveCounts::targets).sum();
  }

  public static String status(RolloutView rollout, Instant now) {
    return head(rollout, now)
        + waves(rollout)
        + gates(rollout)
        + regions(rollout)
        + deltas(rollout, now)
        + foot(rollout);
  }

  private static String head(RolloutView rollout, Instant now) {
    return "Rollout "
        + rollout.spec().rollout()
        + ": "
        + Words.of(rollout.state())
        + (rollout.reason().isEmpty() ? "" : " (" + rollout.reason() + ")")
        + "\nRelease "
        + rollout.spec().release()
        + " to "
        + Words.selected(rollout.spec().selector())
        + "\nStarted "
        + Amounts.time(rollout.startedAt())
        + ", "
        + Amounts.ago(rollout.startedAt(), now)
        + rollout.endedAt().map(at -> "; ended " + Amounts.time(at)).orElse("")
        + "\n"
        + waiting(rollout, now)
        + "\n";
  }

  private static String waves(RolloutView rollout) {
    TextTable table =
        new TextTable(
            "WAVE",
            ">SIZE",
            ">TARGETS",
            ">WAITING",
            ">UNREACHED",
            ">WORKING",
            ">SWITCHING",
            ">SILENT",
            ">FAILED",
            ">COMMITTED",
            ">ALREADY");
    for (WaveView wave : rollout.waves()) {
      WaveCounts counts = wave.counts();
      if (wave.openRank().isEmpty()) {
        table.row(wave.name(), Words.size(wave.spec()), "shut", "", "", "", "", "", "", "", "");
        continue;
      }
      table.row(
          wave.name(),
          Words.size(wave.spec()),
          counts.targets(),
          counts.waiting(),
          counts.unreached(),
          counts.working(),
          counts.switching(),
          counts.silent(),
          counts.failed(),
          counts.committed(),
          counts.already());
    }
    return table.render() + "\n";
  }

  private static String gates(RolloutView rollout) {
    TextTable table = new TextTable("WAVE", "GATE", "PASSED", "EVIDENCE");
    for (WaveView wave : rollout.waves()) {
      table.row(
          wave.name(),
          Words.gate(wave.spec().gate()),
          wave.passedAt().map(Amounts::time).orElse("no"),
          wave.gate());
    }
    return table.render() + "\n";
  }

  private static String regions(RolloutView rollout) {
    TextTable table =
        new TextTable("REGION", ">TARGETS", ">COMMITTED", ">ALREADY", ">FAILED", "FAILURES");
    for (RegionCountsView region : rollout.regions()) {
      List<WaveCounts> counts = region.counts().waves();
      List<FailureCount> failures = counts.stream().flatMap(w -> w.failures().stream()).toList();
      table.row(
          region.region(),
          targets(counts.stream()),
          counts.stream().mapToInt(WaveCounts::committed).sum(),
          counts.stream().mapToInt(WaveCounts::already).sum(),
          counts.stream().mapToInt(WaveCounts::failed).sum(),
          (Words.failures(Failures.summed(failures))
                  + (region.counts().halted() ? " (halted by the region)" : ""))
              .strip());
    }
    return table.isEmpty() ? "" : table.render() + "\n";
  }

  /** How the wait for deltas stands, or ended. */
  private static String waiting(RolloutView rollout, Instant now) {
    if (rollout.preparing().isPresent() && rollout.state() == RolloutState.PREPARING) {
      return "Waits for deltas, at most until "
          + Amounts.time(rollout.preparing().get())
          + ", "
          + Amounts.until(rollout.preparing().get(), now)
          + "; to start it now, pause and resume it\n";
    }
    return rollout.prepared().isEmpty() ? "" : "Deltas: " + rollout.prepared() + "\n";
  }

  private static String deltas(RolloutView rollout, Instant now) {
    return rollout.deltas().isEmpty() ? "" : DeltaText.table(rollout.deltas(), now) + "\n";
  }

  private static String foot(RolloutView rollout) {
    return switch (rollout.state()) {
      case PREPARING, RUNNING, COMPLETED -> next(rollout);
      case PAUSED, HALTED, ABORTED -> still(rollout) + next(rollout);
    };
  }

  /** A stop is not heard at once by devices that hold a desired state. */
  private static String still(RolloutView rollout) {
    return rollout.mayStillInstall() == 0
        ? ""
        : Amounts.count(rollout.mayStillInstall(), "device")
            + " may still begin to install what was sent before\n";
  }

  private static String next(RolloutView rollout) {
    String name = rollout.spec().rollout().text();
    return switch (rollout.state()) {
      case PREPARING, RUNNING ->
          "A device that does not move: weir rollout why " + name + " DEVICE\n";
      case PAUSED, HALTED ->
          "Go on or end it: weir rollout resume " + name + " | weir rollout abort " + name + "\n";
      case ABORTED, COMPLETED -> "";
    };
  }
}

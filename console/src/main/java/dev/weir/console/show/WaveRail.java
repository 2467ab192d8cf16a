package dev.weir.console.show;

import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.RegionCountsView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rollout's waves in order, each with its progress and the gate that it has to pass. */
public record WaveRail(RolloutId rollout, List<Stop> stops) {
  private static final long MILLION = 1_000_000;

  /** What global says of the gate of a wave that only waits for the one before. */
  private static final String NOT_OPEN = "not open";

  /** How far a wave is. */
  public enum Status {
    SHUT,
    OPEN,
    /** It is open, and the rollout is stopped. */
    STOPPED,
    PASSED
  }

  /**
   * A wave.
   *
   * @param number from 1
   * @param reach what it takes in
   * @param gate what has to hold to leave it; empty where a region does not know
   * @param evidence how that stands
   * @param waitsFor why a shut wave is not open yet, where that is more than the gate before it
   */
  public record Stop(
      int number,
      String name,
      String reach,
      Status status,
      Progress progress,
      String gate,
      String evidence,
      Optional<String> waitsFor,
      Optional<Instant> openedAt,
      Optional<Instant> passedAt) {
    public Tone tone() {
      return switch (status) {
        case SHUT -> Tone.IDLE;
        case OPEN -> Tone.BUSY;
        case STOPPED -> Tone.WARN;
        case PASSED -> Tone.GOOD;
      };
    }
  }

  public static WaveRail of(RolloutView view) {
    List<Stop> stops = new ArrayList<>();
    for (WaveView wave : view.waves()) {
      stops.add(stop(view, wave, stops.size()));
    }
    return new WaveRail(view.spec().rollout(), List.copyOf(stops));
  }

  private static Stop stop(RolloutView view, WaveView wave, int index) {
    return new Stop(
        index + 1,
        wave.name(),
        Words.size(wave.spec()) + " of the targets",
        status(view.state(), wave),
        Progress.of(view.spec().rollout(), TargetChoice.ALL.in(index), Stream.of(wave.counts())),
        Words.gate(wave.spec().gate()),
        wave.openRank().isPresent() ? wave.gate() : "",
        Optional.of(wave.gate()).filter(text -> !text.equals(NOT_OPEN)),
        wave.openedAt(),
        wave.passedAt());
  }

  private static Status status(RolloutState state, WaveView wave) {
    if (wave.passedAt().isPresent()) {
      return Status.PASSED;
    }
    if (wave.openRank().isEmpty()) {
      return Status.SHUT;
    }
    return switch (state) {
      case PAUSED, HALTED, ABORTED -> Status.STOPPED;
      case PREPARING, RUNNING, COMPLETED -> Status.OPEN;
    };
  }

  /** The opened waves as a region counts them; it knows no names and judges no gates. */
  public static WaveRail of(LocalRolloutView view) {
    List<Stop> stops = new ArrayList<>();
    boolean isOpen = view.state().isOpen() && view.halted().isEmpty();
    for (WaveCounts wave : view.counts().waves()) {
      int index = stops.size();
      stops.add(
          new Stop(
              index + 1,
              "wave " + (index + 1),
              index < view.openRanks().size() ? reach(view.openRanks().get(index)) : "",
              isOpen ? Status.OPEN : Status.STOPPED,
              Progress.of(view.rollout(), TargetChoice.ALL.in(index), Stream.of(wave)),
              "",
              evidence(wave),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
    return new WaveRail(view.rollout(), List.copyOf(stops));
  }

  private static String reach(Rank open) {
    long millionths = Long.divideUnsigned(open.bits(), Long.divideUnsigned(-1L, MILLION));
    return "open up to rank "
        + open
        + ", "
        + Amounts.percent(millionths, MILLION)
        + " of all ranks";
  }

  private static String evidence(WaveCounts wave) {
    int ended = wave.committed() + wave.failed();
    if (ended == 0) {
      return "none has ended here yet";
    }
    return Amounts.number(wave.committed())
        + " of "
        + Amounts.number(ended)
        + " that ended here committed ("
        + Amounts.percent(wave.committed(), ended)
        + ")"
        + (wave.failures().isEmpty() ? "" : "; " + Words.failures(wave.failures()));
  }

  /** All waves together. */
  public static Progress whole(RolloutView view) {
    return Progress.of(
        view.spec().rollout(), TargetChoice.ALL, view.waves().stream().map(WaveView::counts));
  }

  /** One region's part of it. */
  public static Progress whole(RegionCountsView part) {
    RolloutCounts counts = part.counts();
    return Progress.of(
        counts.rollout(), TargetChoice.ALL.of(part.region()), counts.waves().stream());
  }

  /** All waves of a region's own. */
  public static Progress whole(LocalRolloutView view) {
    return Progress.of(view.rollout(), TargetChoice.ALL, view.counts().waves().stream());
  }

  /** The numbers of one wave or all, by state, for a table's row. */
  public static int count(WaveCounts counts, TargetState state) {
    return switch (state) {
      case WAITING -> counts.waiting();
      case UNREACHED -> counts.unreached();
      case WORKING -> counts.working();
      case SWITCHING -> counts.switching();
      case COMMITTED -> counts.committed();
      case SILENT -> counts.silent();
      case FAILED -> counts.failed();
      case ALREADY -> counts.already();
    };
  }
}

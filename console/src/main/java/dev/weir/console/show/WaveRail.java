package dev.weir.console.show;

import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rollout's waves in order, each with its progress and the gate that it has to pass. */
public record WaveRail(RolloutId rollout, List<Stop> stops) {

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
   * @param size what it takes in; empty where a region does not know
   * @param gate what has to hold to leave it
   * @param evidence how that stands
   */
  public record Stop(
      int number,
      String name,
      String size,
      Status status,
      Progress progress,
      String gate,
      String evidence,
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
        Words.size(wave.spec()),
        status(view.state(), wave),
        Progress.of(view.spec().rollout(), Optional.of(index), Stream.of(wave.counts())),
        Words.gate(wave.spec().gate()),
        wave.gate(),
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
  public static WaveRail of(RolloutCounts counts) {
    List<Stop> stops = new ArrayList<>();
    for (WaveCounts wave : counts.waves()) {
      int index = stops.size();
      stops.add(
          new Stop(
              index + 1,
              "wave " + (index + 1),
              "",
              counts.halted() ? Status.STOPPED : Status.OPEN,
              Progress.of(counts.rollout(), Optional.of(index), Stream.of(wave)),
              "",
              "",
              Optional.empty(),
              Optional.empty()));
    }
    return new WaveRail(counts.rollout(), List.copyOf(stops));
  }

  /** All waves together. */
  public static Progress whole(RolloutView view) {
    return Progress.of(
        view.spec().rollout(), Optional.empty(), view.waves().stream().map(WaveView::counts));
  }

  public static Progress whole(RolloutCounts counts) {
    return Progress.of(counts.rollout(), Optional.empty(), counts.waves().stream());
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

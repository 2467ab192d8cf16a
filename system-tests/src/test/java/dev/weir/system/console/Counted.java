package dev.weir.system.console;

import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import java.util.List;
import java.util.function.ToLongFunction;

/** Where a rollout's page shows how many of its targets are in which state. */
final class Counted {
  private Counted() {}

  /** Over all waves. */
  static void on(Agreement.Values values, List<WaveCounts> waves) {
    for (TargetState state : TargetState.values()) {
      long count = waves.stream().mapToLong(of(state)).sum();
      values.at(
          "[id='all-" + Screen.word(state) + "']", Screen.number(count) + " " + Screen.word(state));
    }
  }

  private static ToLongFunction<WaveCounts> of(TargetState state) {
    return switch (state) {
      case WAITING -> WaveCounts::waiting;
      case UNREACHED -> WaveCounts::unreached;
      case WORKING -> WaveCounts::working;
      case SWITCHING -> WaveCounts::switching;
      case COMMITTED -> WaveCounts::committed;
      case SILENT -> WaveCounts::silent;
      case FAILED -> WaveCounts::failed;
      case ALREADY -> WaveCounts::already;
    };
  }
}

package dev.weir.region.report;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Where one target of a rollout is counted.
 *
 * @param wave the first that takes its rank in
 * @param failure its class, in {@link TargetState#FAILED} only
 */
public record Place(int wave, TargetState state, Optional<FailureClass> failure) {

  /** The place of a device that the directive's selector matches; empty above the open rank. */
  public static Optional<Place> of(Directive order, Rank rank, DeviceRecord device) {
    int wave = waveOf(order.waves(), rank);
    if (wave < 0) {
      return Optional.empty();
    }
    Optional<Action> action = device.action(order.rollout());
    TargetState state = action.map(a -> stateOf(a.stage())).orElse(TargetState.WAITING);
    if (state == TargetState.WAITING && runs(device, order.image())) {
      state = TargetState.ALREADY;
    }
    Optional<FailureClass> failure =
        state == TargetState.FAILED
            ? Optional.of(action.flatMap(Action::failure).orElse(FailureClass.DEVICE_FAULT))
            : Optional.empty();
    return Optional.of(new Place(wave, state, failure));
  }

  /** The first wave whose open rank takes this rank in; -1: none. */
  public static int waveOf(List<Rank> waves, Rank rank) {
    for (int wave = 0; wave < waves.size(); wave++) {
      if (rank.isWithin(waves.get(wave))) {
        return wave;
      }
    }
    return -1;
  }

  /** Whether the device said that it runs this image. */
  public static boolean runs(DeviceRecord device, Digest image) {
    return device.facts().isPresent() && device.facts().get().image().equals(image);
  }

  private static TargetState stateOf(Stage stage) {
    return switch (stage) {
      case SENT -> TargetState.UNREACHED;
      case WORKING -> TargetState.WORKING;
      case SWITCHING -> TargetState.SWITCHING;
      case SILENT -> TargetState.SILENT;
      case LOST, FAILED -> TargetState.FAILED;
      case COMMITTED -> TargetState.COMMITTED;
      case WITHDRAWN -> TargetState.WAITING;
    };
  }
}

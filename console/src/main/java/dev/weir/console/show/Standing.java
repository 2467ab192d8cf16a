package dev.weir.console.show;

import dev.weir.protocol.message.TargetState;
import java.util.List;
import java.util.Optional;

/** What targets can be listed by: each state, and those that numbers put together. */
public enum Standing {
  WAITING,
  UNREACHED,
  WORKING,
  SWITCHING,
  COMMITTED,
  SILENT,
  FAILED,
  ALREADY,
  /** Runs the release now. */
  DONE,
  /** Holds a desired state, and does not install yet. */
  MAY_STILL_INSTALL;

  public static Standing of(TargetState state) {
    return valueOf(state.name());
  }

  /** The states that are asked for one after the other; one that is absent stands for all. */
  public static List<Optional<TargetState>> states(Optional<Standing> standing) {
    return standing.isEmpty()
        ? List.of(Optional.empty())
        : standing.get().states().stream().map(Optional::of).toList();
  }

  private List<TargetState> states() {
    return switch (this) {
      case DONE -> List.of(TargetState.COMMITTED, TargetState.ALREADY);
      case MAY_STILL_INSTALL ->
          List.of(TargetState.UNREACHED, TargetState.WORKING, TargetState.SILENT);
      case WAITING, UNREACHED, WORKING, SWITCHING, COMMITTED, SILENT, FAILED, ALREADY ->
          List.of(TargetState.valueOf(name()));
    };
  }

  /** So many of these counts. */
  public int in(Progress progress) {
    return states().stream().mapToInt(progress::of).sum();
  }
}

package dev.weir.region.device;

/**
 * Where one device's action in one rollout stands, as far as the region knows. A step that the
 * table leaves empty changes nothing.
 *
 * <pre>
 * stage     | DISPATCHED | WORKS   | SWITCHES  | COMMITS   | FAILS  | DEADLINE | ALIVE   | IDLE      | RECALLED  | FALLS_BACK
 * ----------+------------+---------+-----------+-----------+--------+----------+---------+-----------+-----------+-----------
 * SENT      |            | WORKING | SWITCHING | COMMITTED | FAILED |          | WORKING |           | WITHDRAWN |
 * WORKING   |            |         | SWITCHING | COMMITTED | FAILED | SILENT   |         |           | WITHDRAWN |
 * SWITCHING |            | WORKING |           | COMMITTED | FAILED | LOST     |         |           |           |
 * SILENT    |            | WORKING | SWITCHING | COMMITTED | FAILED |          | WORKING | WITHDRAWN | WITHDRAWN |
 * LOST      |            | WORKING | SWITCHING | COMMITTED | FAILED |          |         |           |           |
 * COMMITTED |            |         |           |           | FAILED |          |         |           |           |
 * FAILED    |            |         | SWITCHING | COMMITTED |        |          |         |           |           | WITHDRAWN
 * WITHDRAWN | SENT       |         | SWITCHING | COMMITTED | FAILED |          |         |           |           |
 * </pre>
 */
public enum Stage {
  /** A desired state was sent; nothing proves that it was accepted. Never a failure. */
  SENT,
  /** Accepted, and not yet installing. */
  WORKING,
  /** Installing up to the end of the trial: it may run something else than before. */
  SWITCHING,
  /** Accepted, and silent before installing. */
  SILENT,
  /** Silent from installing on: a failure, until a late report says better. */
  LOST,
  COMMITTED,
  /** Reverted or failed. */
  FAILED,
  /** Taken back before it began to install, or never got under way: it may be sent again. */
  WITHDRAWN;

  /** The stage after an event. */
  public Stage after(StageEvent event) {
    return switch (event) {
      case DISPATCHED -> this == WITHDRAWN ? SENT : this;
      case WORKS -> mayBeWorking() ? WORKING : this;
      case SWITCHES -> this == COMMITTED ? this : SWITCHING;
      case COMMITS -> COMMITTED;
      case FAILS -> FAILED;
      case DEADLINE -> afterDeadline();
      case ALIVE -> this == SENT || this == SILENT ? WORKING : this;
      case IDLE -> this == SILENT ? WITHDRAWN : this;
      case RECALLED -> mayBeRecalled() ? WITHDRAWN : this;
      case FALLS_BACK -> this == FAILED ? WITHDRAWN : this;
    };
  }

  private Stage afterDeadline() {
    return switch (this) {
      case WORKING -> SILENT;
      case SWITCHING -> LOST;
      case SENT, SILENT, LOST, COMMITTED, FAILED, WITHDRAWN -> this;
    };
  }

  private boolean mayBeWorking() {
    return switch (this) {
      case SENT, WORKING, SWITCHING, SILENT, LOST -> true;
      case COMMITTED, FAILED, WITHDRAWN -> false;
    };
  }

  /** Whether a device in this stage may still be kept from installing. */
  public boolean mayBeRecalled() {
    return switch (this) {
      case SENT, WORKING, SILENT -> true;
      case SWITCHING, LOST, COMMITTED, FAILED, WITHDRAWN -> false;
    };
  }

  /** Whether the action has an outcome, as far as is known. */
  public boolean hasEnded() {
    return switch (this) {
      case COMMITTED, FAILED, LOST -> true;
      case SENT, WORKING, SWITCHING, SILENT, WITHDRAWN -> false;
    };
  }
}

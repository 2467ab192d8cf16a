package dev.weir.protocol.message;

/** What a device's last verified report says of it. */
public enum DeviceState {
  /** It never reported. */
  UNKNOWN,
  /** An action is under way. */
  UPDATING,
  /** What it runs was committed. */
  COMMITTED,
  /** Its last action went back. */
  REVERTED,
  /** Its last action failed before the switch. */
  FAILED;

  /** The state after a report of this phase. */
  public static DeviceState of(UpdatePhase phase) {
    return switch (phase) {
      case OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED, TRIAL -> UPDATING;
      case COMMITTED -> COMMITTED;
      case REVERTED -> REVERTED;
      case FAILED -> FAILED;
    };
  }
}

package dev.weir.protocol.message;

/** Where an action stands on the device (LwM2M object 5 has the same stages). */
public enum UpdatePhase {
  OFFERED,
  DOWNLOADING,
  DOWNLOADED,
  INSTALLING,
  INSTALLED,
  TRIAL,
  COMMITTED,
  REVERTED,
  FAILED;

  /** Whether the action is over. */
  public boolean isFinal() {
    return switch (this) {
      case COMMITTED, REVERTED, FAILED -> true;
      case OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED, TRIAL -> false;
    };
  }

  /** Whether the device may be running, or about to run, something else than before. */
  public boolean isSwitching() {
    return switch (this) {
      case INSTALLING, INSTALLED, TRIAL -> true;
      case OFFERED, DOWNLOADING, DOWNLOADED, COMMITTED, REVERTED, FAILED -> false;
    };
  }
}

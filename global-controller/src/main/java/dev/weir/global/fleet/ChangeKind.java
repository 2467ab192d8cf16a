package dev.weir.global.fleet;

/** What people want to know of when it happens in the fleet. */
public enum ChangeKind {
  ROLLOUT_STARTED("rolloutStarted"),
  /** It waits for deltas no longer. */
  ROLLOUT_PREPARED("rolloutPrepared"),
  WAVE_OPENED("waveOpened"),
  GATE_PASSED("gatePassed"),
  /** A gate that had passed does not hold any more. */
  GATE_CLOSED("gateClosed"),
  ROLLOUT_HALTED("rolloutHalted"),
  ROLLOUT_PAUSED("rolloutPaused"),
  ROLLOUT_RESUMED("rolloutResumed"),
  ROLLOUT_ABORTED("rolloutAborted"),
  ROLLOUT_COMPLETED("rolloutCompleted"),
  RELEASE_PUBLISHED("releasePublished"),
  /** A delta that was built after its release was published. */
  DELTA_BUILT("deltaBuilt"),
  /** No attempt is left to build one. */
  DELTA_FAILED("deltaFailed"),
  REGION_JOINED("regionJoined"),
  /** It has not synced for a while. */
  REGION_SILENT("regionSilent"),
  REGION_BACK("regionBack"),
  RESIDENCY_PUT("residencyPut"),
  /** Handed over to other regions, many at once. */
  DEVICES_MOVED("devicesMoved"),
  /** The database was corrupt, and was made anew from what could be read. */
  STORE_SALVAGED("storeSalvaged"),
  /** A stored file is not what its digest says; it is kept aside. */
  ARTIFACT_CORRUPT("artifactCorrupt");

  private final String text;

  ChangeKind(String text) {
    this.text = text;
  }

  /** As {@code Change.kind} has it. */
  public String text() {
    return text;
  }
}

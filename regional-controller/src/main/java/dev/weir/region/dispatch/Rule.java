package dev.weir.region.dispatch;

/** Why a device is not updated now, in the order in which the rules are asked. */
public enum Rule {
  UNKNOWN_ROLLOUT("unknownRollout"),
  NOT_TARGET("notTarget"),
  ABOVE_OPEN_RANK("aboveOpenRank"),
  ALREADY_RUNS("alreadyRuns"),
  FAILED_ALREADY("failedAlready"),
  FALLBACK_USED_UP("fallbackUsedUp"),
  IN_PROGRESS("inProgress"),
  SILENT("silent"),
  SUPERSEDED_BY("supersededBy"),
  OFFLINE("offline"),
  CATCHING_UP("catchingUp"),
  ROLLOUT_PREPARING("rolloutPreparing"),
  ROLLOUT_PAUSED("rolloutPaused"),
  ROLLOUT_HALTED("rolloutHalted"),
  ROLLOUT_ABORTED("rolloutAborted"),
  REGION_HALTED("regionHalted"),
  LEASE_OVER("leaseOver"),
  CACHE_NOT_READY("cacheNotReady"),
  NO_PERMIT_FREE("noPermitFree"),
  PERMITTED("permitted");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /** What stands in an explanation. */
  public String text() {
    return text;
  }
}

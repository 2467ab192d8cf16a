package dev.weir.sim.check;

/** What must hold in every world, whatever happens to it. */
public enum Invariant {
  BOOTABLE_SLOT("a device always has a slot that it can boot, and never writes the one it needs"),
  VERIFIED_IMAGE("only images of published, signed releases for the device run"),
  HEALTHY_COMMIT("no image is kept that did not pass its whole trial"),
  COUNTER_NEVER_FALLS("the release that a device keeps never falls behind"),
  START_BEFORE("no device begins to install after the end of its desired state"),
  GENERATION_NEVER_FALLS("no device takes an older desired state for a newer one"),
  REPORT_NOT_LOST(
      "an agent deletes a report only when its region keeps it; a region, when global does"),
  REPORT_ONCE("no region relays a report twice"),
  ACKNOWLEDGED_IS_DURABLE("nobody is told that something was taken before it is durable"),
  OPEN_RANK("no device is dispatched above the open rank, and none that is no target"),
  OPEN_RANK_NEVER_FALLS("an open rank never falls, and a directive never gets older"),
  HALT_HOLDS("once a halt has reached a region, it dispatches nothing more of that rollout"),
  LEASE_HOLDS("a region whose lease is over begins no update"),
  BUDGET("a region gives no more permits at a time than it may"),
  FALLBACK_BUDGET("full images in place of deltas stay within their budget in each region"),
  GATE_BEFORE_WAVE("a wave opens only after the gate before it"),
  ONE_OWNER("a device has one owner at a time"),
  FENCING("what an older incarnation or sequence says changes nothing"),
  COUNTS_WITHIN_TARGETS("each target stands in exactly one number"),
  COUNTS_EQUAL_TRUTH("when all is quiet, the counts are what the devices really are"),
  NO_TROUBLE("no node fails of itself"),
  CONVERGENCE("once faults stop, every reachable device comes to what it should run"),
  ROLLOUT_ENDS("once faults stop, every rollout ends");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  /** What holds. */
  public String sentence() {
    return sentence;
  }
}

package dev.weir.global.store;

/**
 * The newest numbers that were given out.
 *
 * @param ownerEpoch over the whole fleet
 * @param rolloutOrder of the last started rollout
 */
public record Counters(long ownerEpoch, long rolloutOrder) {
  public static final Counters NONE = new Counters(0, 0);

  public Counters nextEpoch() {
    return new Counters(ownerEpoch + 1, rolloutOrder);
  }

  public Counters nextOrder() {
    return new Counters(ownerEpoch, rolloutOrder + 1);
  }
}

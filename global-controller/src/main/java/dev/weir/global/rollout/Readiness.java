package dev.weir.global.rollout;

/**
 * How far the deltas are that many of a rollout's targets could take.
 *
 * @param wanted all of them
 * @param done those that are built
 * @param failed those that were given up
 */
public record Readiness(int wanted, int done, int failed) {
  /** There is nothing to wait for. */
  public static final Readiness NOTHING = new Readiness(0, 0, 0);

  int missing() {
    return wanted - done;
  }

  /** Those that may still come. */
  int pending() {
    return missing() - failed;
  }
}

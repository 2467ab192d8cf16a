package dev.weir.system.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One kill of a schedule.
 *
 * @param victim 0 for the region, or the number of an agent
 * @param inFlow wait until readings are acknowledged again; else strike at any time, also in a
 *     start
 * @param after so long then
 * @param held so long the victim's store can't commit before it dies: a region has not stored what
 *     it heard, an agent not deleted what was stored
 */
record Kill(int victim, boolean inFlow, Duration after, Duration held) {
  static final int REGION = 0;

  private static final int LONGEST_LIFE = 2000;
  private static final int LONGEST_FLOW = 300;
  private static final int LONGEST_HOLD = 300;

  /** Every second kill, on average, is the region's; one in four strikes at any time. */
  static List<Kill> schedule(long seed, int kills, int agents) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Kill> schedule = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      int victim = chance.nextBoolean() ? REGION : 1 + chance.nextInt(agents);
      boolean inFlow = chance.nextInt(4) > 0;
      int after = chance.nextInt(inFlow ? LONGEST_FLOW : LONGEST_LIFE);
      int held = inFlow && chance.nextBoolean() ? 1 + chance.nextInt(LONGEST_HOLD) : 0;
      schedule.add(new Kill(victim, inFlow, Duration.ofMillis(after), Duration.ofMillis(held)));
    }
    return schedule;
  }

  boolean isOfRegion() {
    return victim == REGION;
  }
}

package dev.weir.console.show;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.TargetState;
import java.util.Optional;

/**
 * Which targets of a rollout a list shows; all parts must hold.
 *
 * @param wave from 0; absent: every wave
 * @param cursor of the page before; empty: from the start
 */
public record TargetChoice(
    Optional<Integer> wave, Optional<Standing> standing, Optional<RegionId> region, String cursor) {
  public static final TargetChoice ALL =
      new TargetChoice(Optional.empty(), Optional.empty(), Optional.empty(), "");

  public TargetChoice in(int newWave) {
    return new TargetChoice(Optional.of(newWave), standing, region, cursor);
  }

  public TargetChoice as(Standing newStanding) {
    return new TargetChoice(wave, Optional.of(newStanding), region, cursor);
  }

  public TargetChoice as(TargetState state) {
    return as(Standing.of(state));
  }

  public TargetChoice of(RegionId newRegion) {
    return new TargetChoice(wave, standing, Optional.of(newRegion), cursor);
  }

  /** Another page of the same. */
  public TargetChoice from(String newCursor) {
    return new TargetChoice(wave, standing, region, newCursor);
  }
}

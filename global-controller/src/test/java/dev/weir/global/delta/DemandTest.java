package dev.weir.global.delta;

import static dev.weir.global.Samples.NEW_IMAGE;
import static dev.weir.global.Samples.NOON;
import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.OLD_IMAGE;
import static dev.weir.global.Samples.device;
import static dev.weir.global.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.catalog.Release;
import dev.weir.global.registry.Listed;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final Digest RARE = Digest.of(new byte[] {7});
  private static final RolloutId ALL = RolloutId.of("all");
  private static final RolloutId SOME = RolloutId.of("some");
  private static final Release RELEASE =
      new Release(Samples.manifest("pump-2", 2, NEW_IMAGE), OLD_IMAGE, 200, NOON);

  private static Demand demand(List<Listed> fleet) {
    Demand demand =
        new Demand(
            List.of(
                new Demand.Wish(ALL, RELEASE, Selector.ALL),
                new Demand.Wish(SOME, RELEASE, Selector.parse("device in (old-0,old-1)"))));
    fleet.forEach(demand);
    return demand;
  }

  private static void add(List<Listed> fleet, String name, int count, Digest image) {
    for (int i = 0; i < count; i++) {
      fleet.add(Listed.of(running(device(name + "-" + i, NORTH), image)));
    }
  }

  @Test
  void devicesThatWaitAreCountedByTheirImageOverAllRollouts() {
    List<Listed> fleet = new ArrayList<>();
    add(fleet, "old", 5, OLD_IMAGE);
    add(fleet, "new", 3, NEW_IMAGE);
    fleet.add(Listed.of(device("silent", NORTH)));
    Demand demand = demand(fleet);
    assertThat(demand.waiting(new Pair(OLD_IMAGE, NEW_IMAGE))).isEqualTo(5 + 2);
    assertThat(demand.waiting(new Pair(NEW_IMAGE, NEW_IMAGE))).isZero();
    assertThat(demand.waiting(new Pair(OLD_IMAGE, RARE))).isZero();
    assertThat(demand.hot(ALL)).containsExactly(OLD_IMAGE);
    assertThat(demand.hot(SOME)).containsExactly(OLD_IMAGE);
    assertThat(demand.hot(RolloutId.of("another"))).isEmpty();
  }

  @Test
  void aBaseIsHotFromTwoDevicesAndOneInAHundredOn() {
    List<Listed> fleet = new ArrayList<>();
    add(fleet, "rare", 1, RARE);
    add(fleet, "old", 2, OLD_IMAGE);
    assertThat(demand(fleet).hot(ALL)).containsExactly(OLD_IMAGE);
    add(fleet, "new", 197, NEW_IMAGE);
    assertThat(demand(fleet).hot(ALL)).containsExactly(OLD_IMAGE);
    add(fleet, "more", 1, NEW_IMAGE);
    assertThat(demand(fleet).hot(ALL)).isEmpty();
  }
}

package dev.weir.global.partition;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");
  private static final RegionId WEST = RegionId.of("west");
  private static final Map<String, String> LAB = Map.of("ring", "lab", "country", "de");

  private static Region started(RegionId id) {
    RegionHealth health =
        new RegionHealth(
            0,
            0,
            0,
            0,
            0,
            0,
            List.of(new Endpoint("mqtt", URI.create("ssl://" + id + ":8883"))),
            List.of(),
            0,
            0,
            List.of());
    RegionSync sync = new RegionSync(id, 1, 1, 0, List.of(), List.of(), List.of(), health, 2);
    return Region.joined(id).synced(sync, 0, Instant.EPOCH, Instant.EPOCH);
  }

  private static ResidencyRule rule(String selector, RegionId... regions) {
    return new ResidencyRule(selector, selector, List.of(regions));
  }

  private static Optional<RegionId> home(
      Optional<RegionId> pin, List<Region> regions, ResidencyRule... rules) {
    return new Partition(List.of(rules), regions).regionOf(PUMP, pin, LAB);
  }

  @Test
  void aPinComesFirstThenTheFirstRuleThatMatchesThenTheRendezvous() {
    List<Region> both = List.of(started(NORTH), started(SOUTH));
    RegionId free = home(Optional.empty(), both).orElseThrow();
    RegionId other = free.equals(NORTH) ? SOUTH : NORTH;

    assertThat(home(Optional.of(other), both)).contains(other);
    assertThat(home(Optional.of(WEST), both)).contains(free);
    assertThat(home(Optional.empty(), both, rule("ring=lab", other))).contains(other);
    assertThat(home(Optional.empty(), both, rule("ring=field", other))).contains(free);
    assertThat(home(Optional.empty(), both, rule("country=de", other), rule("ring=lab", free)))
        .contains(other);
    assertThat(home(Optional.of(free), both, rule("ring=lab", other))).contains(free);
    assertThat(home(Optional.empty(), both, rule("ring=lab", NORTH, SOUTH))).contains(free);
  }

  @Test
  void aRegionThatHasNotStartedTakesNoPartAndAnUnfulfillableRuleLeavesADeviceUnserved() {
    Region joined = Region.joined(SOUTH);
    assertThat(home(Optional.empty(), List.of(joined))).isEmpty();
    assertThat(home(Optional.empty(), List.of(started(NORTH), joined))).contains(NORTH);
    assertThat(home(Optional.empty(), List.of(started(NORTH), joined), rule("ring=lab", SOUTH)))
        .isEmpty();
    assertThat(home(Optional.of(SOUTH), List.of(started(NORTH), joined))).contains(SOUTH);
  }

  /** It would have to be empty of endpoints for a moment only, and all its devices would move. */
  @Test
  void aRegionThatStartedOnceTakesPartFromThenOn() {
    Region north = started(NORTH);
    RegionHealth nothing =
        new RegionHealth(0, 0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, List.of());
    RegionSync sync = new RegionSync(NORTH, 1, 2, 0, List.of(), List.of(), List.of(), nothing, 2);
    Region silent = north.synced(sync, 0, Instant.EPOCH, Instant.EPOCH);
    assertThat(home(Optional.empty(), List.of(silent))).contains(NORTH);
  }
}

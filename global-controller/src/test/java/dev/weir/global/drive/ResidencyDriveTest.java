package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.global.fleet.Device;
import dev.weir.global.registry.Filter;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.ResidencyMove;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.selector.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Residency rules and hand-overs through the driver. */
class ResidencyDriveTest {
  private static final RegionId WEST = RegionId.of("west");
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private final World world = new World();

  private ResidencyRules put(ResidencyRule... rules) {
    ResidencyRules done = world.done(world.driver.putResidency(List.of(rules), Terms.NONE));
    world.loop.advance(A_WHILE);
    return done;
  }

  private static Terms seen(String tag) {
    return new Terms(Optional.empty(), Optional.of(tag));
  }

  private static ResidencyRule rule(String name, String selector, RegionId... regions) {
    return new ResidencyRule(name, selector, List.of(regions));
  }

  private void enrol(int devices) {
    for (int i = 0; i < devices; i++) {
      world.enrol("d" + i, Optional.empty());
    }
  }

  private Map<String, Device> rows() {
    Map<String, Device> rows = new TreeMap<>();
    world.devices().forEach(row -> rows.put(row.id().text(), row));
    return rows;
  }

  /** Each device is in the region of its row and in no other, under the row's epoch. */
  private void demandOneOwner() {
    world.syncAll();
    world.regions.forEach(
        (id, region) ->
            rows()
                .values()
                .forEach(
                    row ->
                        assertThat(
                                Optional.ofNullable(region.devices.get(row.id()))
                                    .map(owned -> owned.ownerEpoch()))
                            .as(row.id() + " in " + id)
                            .isEqualTo(
                                row.region().equals(Optional.of(id))
                                    ? Optional.of(row.ownerEpoch())
                                    : Optional.empty())));
  }

  @Test
  void aRegionThatJoinsMovesItsShareOnCommandAndNobodyElse() {
    world.join(NORTH);
    world.join(SOUTH);
    enrol(400);
    Map<String, Device> before = rows();
    world.join(WEST);
    world.loop.advance(A_WHILE);
    assertThat(rows()).isEqualTo(before);

    ResidencyPlan plan = world.done(world.driver.planResidency(List.of()));
    int planned = plan.moves().stream().mapToInt(ResidencyMove::devices).sum();
    assertThat(planned / 400.0).isCloseTo(1 / 3.0, within(0.08));
    assertThat(plan.lookedAt()).isEqualTo(400);

    put();
    long moved = 0;
    for (Device row : rows().values()) {
      Device old = before.get(row.id().text());
      if (row.region().equals(old.region())) {
        assertThat(row).isEqualTo(old);
      } else {
        assertThat(row.region()).contains(WEST);
        assertThat(row.ownerEpoch()).isGreaterThan(old.ownerEpoch());
        moved++;
      }
    }
    assertThat(moved).isEqualTo(planned);
    demandOneOwner();
    assertThat(world.done(world.driver.changes(Long.MAX_VALUE, 100)).items())
        .filteredOn(change -> change.kind().equals("devicesMoved"))
        .extracting(Change::detail)
        .containsExactly(moved + " to west");
    assertThat(world.done(world.driver.planResidency(List.of())).moves()).isEmpty();
  }

  @Test
  void aHandOverGoesOnAfterAKillFromWhatIsStored() {
    world.join(NORTH);
    enrol(350);
    world.join(SOUTH);
    world.done(world.driver.putResidency(List.of(rule("all", "device", SOUTH)), seen("0")));
    world.loop.advance(Duration.ofMillis(15));
    long moved =
        rows().values().stream().filter(row -> row.region().equals(Optional.of(SOUTH))).count();
    assertThat(moved).isStrictlyBetween(0L, 350L);

    world.restart();
    world.loop.advance(A_WHILE);
    assertThat(rows().values()).allMatch(row -> row.region().equals(Optional.of(SOUTH)));
    assertThat(world.memory.counters().ownerEpoch()).isEqualTo(700);
    assertThat(world.memory.residency().isSettled()).isTrue();
    demandOneOwner();
  }

  @Test
  void aDeviceThatNoRegionMayServeIsShownAndServedAsSoonAsOneMay() {
    world.join(NORTH);
    enrol(3);
    world.done(world.driver.pin(World.id("d1"), Optional.of(NORTH)));
    put(rule("west only", "device", WEST));
    Filter unserved =
        new Filter(Selector.ALL, Optional.empty(), Optional.empty(), Optional.of(Optional.empty()));
    assertThat(world.done(world.driver.devices(unserved, "", 9)).items())
        .extracting(view -> view.device().text())
        .containsExactly("d0", "d2");
    assertThat(world.done(world.driver.planResidency(world.memory.residency().rules())).unserved())
        .isEqualTo(2);
    demandOneOwner();
    world.refused(
        world.driver.telemetry(
            World.id("d0"), new Span(Optional.empty(), Optional.empty(), Optional.empty(), 1)),
        Code.NO_REGION);

    world.join(WEST);
    world.loop.advance(A_WHILE);
    assertThat(world.done(world.driver.devices(unserved, "", 9)).items()).isEmpty();
    demandOneOwner();
  }

  @Test
  void aPinAndItsLiftingFollowTheRules() {
    world.join(NORTH);
    world.join(SOUTH);
    enrol(1);
    put(rule("south", "site=plant-1", SOUTH));
    assertThat(rows().get("d0").region()).contains(SOUTH);
    world.done(world.driver.pin(World.id("d0"), Optional.of(NORTH)));
    assertThat(rows().get("d0").region()).contains(NORTH);
    put(rule("south", "site=plant-1", SOUTH));
    assertThat(rows().get("d0").region()).contains(NORTH);
    world.done(world.driver.pin(World.id("d0"), Optional.empty()));
    assertThat(rows().get("d0").region()).contains(SOUTH);
    demandOneOwner();
  }

  @Test
  void rulesAreReplacedAsAWholeAndOnlyOnTopOfTheGenerationThatWasRead() {
    world.join(NORTH);
    ResidencyRule eu = rule("eu", "country in (de,fr)", NORTH);
    assertThat(put(eu).generation()).isEqualTo(1);
    world.refused(world.driver.putResidency(List.of(), seen("0")), Code.CONFLICT);
    world.restart();
    assertThat(world.done(world.driver.residency())).isEqualTo(new ResidencyRules(List.of(eu), 1));
    String faults =
        world
            .refused(
                world.driver.putResidency(
                    List.of(eu, rule("eu", "country", NORTH), rule("x", "=", NORTH)), seen("1")),
                Code.BAD_SPEC)
            .detail();
    assertThat(faults).contains("items[1].name", "items[2].selector");
    world.refused(world.driver.planResidency(List.of(rule("x", "=", NORTH))), Code.BAD_SPEC);
  }

  /** How an agent finds its region again: its old one does not know where it went. */
  @Test
  void aDeviceIsToldItsRegionAsItIsNow() {
    world.join(NORTH);
    world.join(SOUTH);
    EnrolReply joined = world.enrol("p", Optional.of(NORTH));
    Peer pump = Peer.of(World.id("p"));
    assertThat(world.done(world.driver.me(pump))).isEqualTo(joined);
    world.done(world.driver.pin(World.id("p"), Optional.of(SOUTH)));
    EnrolReply now = world.done(world.driver.me(pump));
    assertThat(now.region()).contains(SOUTH);
    assertThat(now.endpoints().get(0).address().toString()).contains("south");
    assertThat(now.certificates()).isEqualTo(joined.certificates());
    world.refused(world.driver.me(Peer.of(World.id("q"))), Code.NOT_FOUND);
  }
}

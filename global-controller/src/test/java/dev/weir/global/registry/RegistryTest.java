package dev.weir.global.registry;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.fleet.Device;
import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.selector.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry registry = new Registry();

  private static Device device(String name, RegionId region, Map<String, String> labels) {
    Device plain = Samples.device(name, region);
    return new Device(
        plain.id(),
        plain.region(),
        plain.ownerEpoch(),
        plain.site(),
        plain.model(),
        plain.hardware(),
        labels,
        plain.reportKey(),
        plain.pin(),
        plain.enrolledAt(),
        plain.last());
  }

  private List<String> page(Filter filter, String after, int limit) {
    return registry.page(filter, after, limit).stream().map(row -> row.id().text()).toList();
  }

  @Test
  void aPageHoldsWhatEveryPartOfTheFilterTakesBehindTheCursor() {
    registry.put(device("c", NORTH, Map.of("ring", "lab")));
    registry.put(device("a", NORTH, Map.of("ring", "lab")));
    registry.put(device("b", SOUTH, Map.of("ring", "lab")));
    registry.put(device("d", NORTH, Map.of()));
    registry.put(Samples.running(device("e", NORTH, Map.of("ring", "lab")), Samples.OLD_IMAGE));

    assertThat(page(Filter.ALL, "", 9)).containsExactly("a", "b", "c", "d", "e");
    assertThat(page(Filter.ALL, "b", 2)).containsExactly("c", "d");
    Selector lab = Selector.parse("ring=lab,device!=c");
    assertThat(page(Filter.of(lab), "", 9)).containsExactly("a", "b", "e");
    Optional<DeviceState> state = Optional.of(DeviceState.COMMITTED);
    Filter all =
        new Filter(
            lab,
            state,
            Optional.of(Optional.of(new Version("1"))),
            Optional.of(Optional.of(NORTH)));
    assertThat(page(all, "", 9)).containsExactly("e");
    assertThat(page(all, "e", 9)).isEmpty();
  }

  @Test
  void whatHasNoneCanBeAskedForToo() {
    registry.put(device("a", NORTH, Map.of()));
    registry.put(device("b", NORTH, Map.of()).ownedBy(Optional.empty(), 2));
    registry.put(Samples.running(device("c", NORTH, Map.of()), Samples.OLD_IMAGE));
    Filter unserved =
        new Filter(Selector.ALL, Optional.empty(), Optional.empty(), Optional.of(Optional.empty()));
    assertThat(page(unserved, "", 9)).containsExactly("b");
    Filter neverReported =
        new Filter(Selector.ALL, Optional.empty(), Optional.of(Optional.empty()), Optional.empty());
    assertThat(page(neverReported, "", 9)).containsExactly("a", "b");
  }

  @Test
  void selectorsSeeTheSameAttributesHereAndInRegions() {
    Device odd = device("a", NORTH, Map.of("site", "no", "device", "no", "ring", "lab"));
    Map<String, String> attributes = Listed.of(odd).attributes();
    assertThat(new TreeMap<>(attributes)).isEqualTo(odd.attributes());
    odd.attributes().forEach((key, value) -> assertThat(attributes.get(key)).isEqualTo(value));
    assertThat(attributes.get("model")).isEqualTo("pump-v2");
    assertThat(attributes.get("no")).isNull();
  }

  /** Rows come and change at random; then the counts are those of a count from the start. */
  @Test
  void theCensusIsThatOfTheRowsAsTheyAreNow() {
    Random random = new Random(7);
    Registry again = new Registry();
    Map<String, Device> rows = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      Device row =
          device("d" + random.nextInt(200), random.nextBoolean() ? NORTH : SOUTH, Map.of());
      row = random.nextInt(4) == 0 ? row.ownedBy(Optional.empty(), 2) : row;
      row = random.nextBoolean() ? Samples.running(row, Samples.OLD_IMAGE) : row;
      registry.put(row);
      rows.put(row.id().text(), row);
    }
    rows.values().forEach(again::put);
    assertThat(registry.census()).containsExactlyInAnyOrderElementsOf(again.census());
    assertThat(registry.census().stream().mapToInt(CensusRow::devices).sum())
        .isEqualTo(rows.size())
        .isEqualTo(registry.size());
    long north =
        rows.values().stream().filter(row -> row.region().equals(Optional.of(NORTH))).count();
    assertThat(registry.ownedBy(NORTH)).isEqualTo((int) north);
    assertThat(registry.find(DeviceId.of("d0")).orElseThrow()).isEqualTo(Listed.of(rows.get("d0")));
    assertThat(registry.find(DeviceId.of("x"))).isEmpty();
  }
}

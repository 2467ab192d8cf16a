package dev.weir.global.registry;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many devices there are of each kind, counted as rows come and change. */
final class Census {
  private final SortedMap<Kind, Integer> kinds = new TreeMap<>(Kind.ORDER);
  private final SortedMap<RegionId, Integer> regions = new TreeMap<>();

  private record Kind(
      Model model, Optional<Version> version, DeviceState state, Optional<RegionId> region) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing((Kind kind) -> kind.model().name())
            .thenComparing(kind -> kind.version().map(Version::text).orElse(""))
            .thenComparing(Kind::state)
            .thenComparing(kind -> kind.region().map(RegionId::text).orElse(""));

    static Kind of(Listed device) {
      return new Kind(device.model(), device.version(), device.state(), device.region());
    }
  }

  void with(Listed device) {
    count(device, 1);
  }

  void without(Listed device) {
    count(device, -1);
  }

  private void count(Listed device, int by) {
    add(kinds, Kind.of(device), by);
    device.region().ifPresent(region -> add(regions, region, by));
  }

  private static <K> void add(SortedMap<K, Integer> counts, K key, int by) {
    int sum = counts.getOrDefault(key, 0) + by;
    if (sum == 0) {
      counts.remove(key);
    } else {
      counts.put(key, sum);
    }
  }

  int ownedBy(RegionId region) {
    return regions.getOrDefault(region, 0);
  }

  List<CensusRow> rows() {
    List<CensusRow> rows = new ArrayList<>();
    kinds.forEach(
        (kind, devices) ->
            rows.add(
                new CensusRow(kind.model(), kind.version(), kind.state(), kind.region(), devices)));
    return rows;
  }
}

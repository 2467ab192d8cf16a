package dev.weir.region.core;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.region.device.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many devices there are of each kind, counted as they come, change and go. */
final class Census {
  private final SortedMap<Kind, Integer> kinds = new TreeMap<>(Kind.ORDER);

  /** What devices are counted by. */
  record Kind(Model model, Optional<Version> version, DeviceState state) {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::model)
            .thenComparing(kind -> kind.version().map(Version::text).orElse(""))
            .thenComparing(Kind::state);

    static Kind of(Tracked device) {
      return new Kind(
          device.record.owned().model(),
          device.record.facts().map(Facts::version),
          Views.state(device.record));
    }
  }

  /** Counts a device as what it is now. */
  void count(Tracked device) {
    Kind next = Kind.of(device);
    if (!device.kind.equals(Optional.of(next))) {
      leave(device);
      kinds.merge(next, 1, Integer::sum);
      device.kind = Optional.of(next);
    }
  }

  void leave(Tracked device) {
    device.kind.ifPresent(
        before -> kinds.computeIfPresent(before, (kind, count) -> count == 1 ? null : count - 1));
    device.kind = Optional.empty();
  }

  /** Every kind that there is, the largest first. */
  List<CensusRow> rows(RegionId region) {
    List<CensusRow> rows = new ArrayList<>();
    kinds.forEach(
        (kind, devices) ->
            rows.add(
                new CensusRow(
                    kind.model(), kind.version(), kind.state(), Optional.of(region), devices)));
    rows.sort(Comparator.comparingInt(CensusRow::devices).reversed());
    return List.copyOf(rows);
  }
}

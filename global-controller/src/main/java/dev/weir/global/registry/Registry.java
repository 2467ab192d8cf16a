package dev.weir.global.registry;

import dev.weir.global.fleet.Device;
import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All devices, by the text of their id, and how many there are of each kind. Whole rows are in the
 * store; this is what has to be looked at in every one of them at once, to find a page or the
 * targets of a rollout. Kept in step with the store, row by row; owned by one thread.
 */
public final class Registry {
  private final NavigableMap<String, Listed> devices = new TreeMap<>();
  private final Map<Object, Object> shared = new HashMap<>();
  private final Census census = new Census();

  /** A device's row as it is stored now. */
  public void put(Device row) {
    Listed next = Listed.of(row, this::share);
    Listed before = devices.put(next.id().text(), next);
    if (before != null) {
      census.without(before);
    }
    census.with(next);
  }

  /** Models, versions, sites and the like are few, and stand in many rows. */
  private Object share(Object value) {
    Object first = shared.putIfAbsent(value, value);
    return first == null ? value : first;
  }

  public int size() {
    return devices.size();
  }

  /** Devices of one region. */
  public int ownedBy(RegionId region) {
    return census.ownedBy(region);
  }

  /** Every kind that there is, the largest first. */
  public List<CensusRow> census() {
    List<CensusRow> rows = new ArrayList<>(census.rows());
    rows.sort(Comparator.comparingInt(CensusRow::devices).reversed());
    return rows;
  }

  public Optional<Listed> find(DeviceId id) {
    return Optional.ofNullable(devices.get(id.text()));
  }

  /** All of them, by the text of their id. */
  public Iterable<Listed> all() {
    return devices.values();
  }

  /** Those behind an id's text; an empty text is before all. */
  public Iterable<Listed> after(String id) {
    return devices.tailMap(id, false).values();
  }

  /** The first so many that a filter takes, behind an id's text. */
  public List<Listed> page(Filter filter, String after, int limit) {
    List<Listed> page = new ArrayList<>();
    for (Listed device : after(after)) {
      if (page.size() == limit) {
        break;
      }
      if (filter.takes(device)) {
        page.add(device);
      }
    }
    return page;
  }
}

package dev.weir.region.store;

import dev.weir.region.device.DeviceRecord;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a region kept.
 *
 * @param meta {@link Meta#NEW} where nothing was ever committed
 * @param isRestored whether the store was put back from a copy: what it committed after that copy
 *     is lost, so the region needs a new incarnation
 * @param salvaged what became of a store that was corrupt, where this one was made from it: rows
 *     may be missing or older, so the region needs a new incarnation and asks global for everything
 * @param devices by id
 */
public record Loaded(
    Meta meta,
    boolean isRestored,
    Optional<String> salvaged,
    List<DeviceRecord> devices,
    List<DirectiveRow> directives) {
  /** Of a new store. */
  public static final Loaded NOTHING =
      new Loaded(Meta.NEW, false, Optional.empty(), List.of(), List.of());
}

package dev.weir.region.store;

import dev.weir.region.device.DeviceRecord;
import java.util.List;

/**
 * Everything that a region kept.
 *
 * @param meta {@link Meta#NEW} where nothing was ever committed
 * @param isRestored whether the store was put back from a copy: what it committed after that copy
 *     is lost, so the region needs a new incarnation
 * @param devices by id
 */
public record Loaded(
    Meta meta, boolean isRestored, List<DeviceRecord> devices, List<DirectiveRow> directives) {
  /** Of a new store. */
  public static final Loaded NOTHING = new Loaded(Meta.NEW, false, List.of(), List.of());
}

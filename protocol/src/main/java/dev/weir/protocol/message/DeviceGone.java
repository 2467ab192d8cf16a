package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * This region no longer serves this device.
 *
 * @param ownerEpoch the epoch that ended
 */
public record DeviceGone(DeviceId device, long ownerEpoch) {
  private static final Field<DeviceGone, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, DeviceGone::device);
  private static final Field<DeviceGone, Long> OWNER_EPOCH =
      Field.required(2, "ownerEpoch", Types.COUNT, DeviceGone::ownerEpoch);

  /** The field table. */
  public static final Table<DeviceGone> TABLE =
      new Table<>(
          "device-gone",
          List.of(DEVICE, OWNER_EPOCH),
          row -> new DeviceGone(row.get(DEVICE), row.get(OWNER_EPOCH)));
}

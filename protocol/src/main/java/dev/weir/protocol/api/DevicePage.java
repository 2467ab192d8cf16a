package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Devices, by id.
 *
 * @param next cursor of the next page
 */
public record DevicePage(List<DeviceView> items, Optional<String> next) {
  private static final Field<DevicePage, List<DeviceView>> ITEMS =
      Field.required(1, "items", Types.list(DeviceView.TABLE, Limits.LIST), DevicePage::items);
  private static final Field<DevicePage, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), DevicePage::next);

  /** The field table. */
  public static final Table<DevicePage> TABLE =
      new Table<>(
          "device-page",
          List.of(ITEMS, NEXT),
          row -> new DevicePage(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<DevicePage> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

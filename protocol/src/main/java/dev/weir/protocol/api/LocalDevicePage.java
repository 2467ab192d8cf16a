package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Devices of one region, by id.
 *
 * @param next cursor of the next page
 */
public record LocalDevicePage(List<LocalDeviceView> items, Optional<String> next) {
  private static final Field<LocalDevicePage, List<LocalDeviceView>> ITEMS =
      Field.required(
          1, "items", Types.list(LocalDeviceView.TABLE, Limits.LIST), LocalDevicePage::items);
  private static final Field<LocalDevicePage, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), LocalDevicePage::next);

  /** The field table. */
  public static final Table<LocalDevicePage> TABLE =
      new Table<>(
          "local-device-page",
          List.of(ITEMS, NEXT),
          row -> new LocalDevicePage(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<LocalDevicePage> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

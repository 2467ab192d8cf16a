package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import java.util.List;

/** Which region a device is pinned to. */
public record Pin(RegionId region) {
  private static final Field<Pin, RegionId> REGION =
      Field.required(1, "region", IdTypes.REGION, Pin::region);

  /** The field table. */
  public static final Table<Pin> TABLE =
      new Table<>("pin", List.of(REGION), row -> new Pin(row.get(REGION)));

  public static final Codec<Pin> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

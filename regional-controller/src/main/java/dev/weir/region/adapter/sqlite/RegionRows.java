package dev.weir.region.adapter.sqlite;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.DirectiveRow;
import dev.weir.region.store.Meta;
import dev.weir.storage.Row;
import dev.weir.storage.RowCheck;

/** Tells the rows that a region wrote from damaged ones. */
final class RegionRows implements RowCheck {
  @Override
  public boolean accepts(String table, Row row) throws Malformed {
    return switch (table) {
      case "device" -> decoded(row, DeviceRecord.CODEC).id().equals(DeviceId.of(row.text("id")));
      case "directive" ->
          decoded(row, DirectiveRow.CODEC)
              .directive()
              .rollout()
              .equals(RolloutId.of(row.text("rollout")));
      case "relay" -> isReport(row);
      default -> decoded(row, Meta.CODEC).incarnation() > 0;
    };
  }

  private static boolean isReport(Row row) throws Malformed {
    DeviceId.of(row.text("device"));
    Signed.CODEC.decode(Bytes.wrap(row.blob("report")));
    return row.integer("sequence") > 0 && row.integer("owner_epoch") >= 0;
  }

  private static <T> T decoded(Row row, Codec<T> codec) throws Malformed {
    return codec.decode(Bytes.wrap(row.blob("row")));
  }
}

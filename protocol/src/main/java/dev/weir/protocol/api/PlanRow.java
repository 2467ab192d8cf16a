package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A wave in a region.
 *
 * @param targets that join with this wave
 * @param deviceBytes to devices, with each one's best payload
 * @param wanBytes over the WAN into the region, each payload once
 */
public record PlanRow(String wave, RegionId region, int targets, long deviceBytes, long wanBytes) {
  private static final Field<PlanRow, String> WAVE =
      Field.required(1, "wave", Types.text(Limits.TEXT), PlanRow::wave);
  private static final Field<PlanRow, RegionId> REGION =
      Field.required(2, "region", IdTypes.REGION, PlanRow::region);
  private static final Field<PlanRow, Integer> TARGETS =
      Field.required(3, "targets", Types.SMALL, PlanRow::targets);
  private static final Field<PlanRow, Long> DEVICE_BYTES =
      Field.required(4, "deviceBytes", Types.COUNT, PlanRow::deviceBytes);
  private static final Field<PlanRow, Long> WAN_BYTES =
      Field.required(5, "wanBytes", Types.COUNT, PlanRow::wanBytes);

  /** The field table. */
  public static final Table<PlanRow> TABLE =
      new Table<>(
          "plan-row",
          List.of(WAVE, REGION, TARGETS, DEVICE_BYTES, WAN_BYTES),
          row ->
              new PlanRow(
                  row.get(WAVE),
                  row.get(REGION),
                  row.get(TARGETS),
                  row.get(DEVICE_BYTES),
                  row.get(WAN_BYTES)));
}

package dev.weir.protocol.api;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * So many devices of one kind.
 *
 * @param version that they run, by their last verified report; absent: they never reported
 * @param region absent: no region serves them
 */
public record CensusRow(
    Model model,
    Optional<Version> version,
    DeviceState state,
    Optional<RegionId> region,
    int devices) {
  private static final Field<CensusRow, Model> MODEL =
      Field.required(1, "model", IdTypes.MODEL, CensusRow::model);
  private static final Field<CensusRow, Optional<Version>> VERSION =
      Field.maybe(2, "version", IdTypes.VERSION, CensusRow::version);
  private static final Field<CensusRow, DeviceState> STATE =
      Field.required(3, "state", Types.choice(DeviceState.class), CensusRow::state);
  private static final Field<CensusRow, Optional<RegionId>> REGION =
      Field.maybe(4, "region", IdTypes.REGION, CensusRow::region);
  private static final Field<CensusRow, Integer> DEVICES =
      Field.required(5, "devices", Types.SMALL, CensusRow::devices);

  /** The field table. */
  public static final Table<CensusRow> TABLE =
      new Table<>(
          "census-row",
          List.of(MODEL, VERSION, STATE, REGION, DEVICES),
          row ->
              new CensusRow(
                  row.get(MODEL),
                  row.get(VERSION),
                  row.get(STATE),
                  row.get(REGION),
                  row.get(DEVICES)));
}

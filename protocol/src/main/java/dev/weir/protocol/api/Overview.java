package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * The fleet at a glance.
 *
 * @param online as the regions said last
 * @param census by model, version, state and region
 * @param readings telemetry readings that regions took since they were made
 * @param readingsDropped that devices dropped because their spools were full
 * @param changes newest first, at most 50
 */
public record Overview(
    int devices,
    int online,
    List<CensusRow> census,
    long readings,
    long readingsDropped,
    List<Change> changes) {
  private static final Field<Overview, Integer> DEVICES =
      Field.required(1, "devices", Types.SMALL, Overview::devices);
  private static final Field<Overview, Integer> ONLINE =
      Field.required(2, "online", Types.SMALL, Overview::online);
  private static final Field<Overview, List<CensusRow>> CENSUS =
      Field.required(3, "census", Types.list(CensusRow.TABLE, Limits.LIST), Overview::census);
  private static final Field<Overview, Long> READINGS =
      Field.optional(4, "readings", Types.COUNT, Overview::readings, 0L);
  private static final Field<Overview, Long> READINGS_DROPPED =
      Field.optional(5, "readingsDropped", Types.COUNT, Overview::readingsDropped, 0L);
  private static final Field<Overview, List<Change>> CHANGES =
      Field.optional(
          6, "changes", Types.list(Change.TABLE, Limits.LIST), Overview::changes, List.of());

  /** The field table. */
  public static final Table<Overview> TABLE =
      new Table<>(
          "overview",
          List.of(DEVICES, ONLINE, CENSUS, READINGS, READINGS_DROPPED, CHANGES),
          row ->
              new Overview(
                  row.get(DEVICES),
                  row.get(ONLINE),
                  row.get(CENSUS),
                  row.get(READINGS),
                  row.get(READINGS_DROPPED),
                  row.get(CHANGES)));

  public static final Codec<Overview> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

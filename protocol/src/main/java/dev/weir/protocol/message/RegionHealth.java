package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * How a region is, in numbers.
 *
 * @param wanBytes artifact bytes fetched from global since the region was made
 * @param deviceBytes payload bytes sent to devices
 * @param backlog reports not yet taken by global
 * @param fetches what was fetched over the WAN, an artifact a row
 * @param readings telemetry readings taken since the region was made
 * @param readingsDropped readings that its devices said they dropped
 * @param troubles what keeps it from its work now, for people, such as a full disk
 */
public record RegionHealth(
    int devices,
    int online,
    long wanBytes,
    long deviceBytes,
    long cacheBytes,
    int backlog,
    List<Endpoint> endpoints,
    List<Fetch> fetches,
    long readings,
    long readingsDropped,
    List<String> troubles) {
  private static final Field<RegionHealth, Integer> DEVICES =
      Field.optional(1, "devices", Types.SMALL, RegionHealth::devices, 0);
  private static final Field<RegionHealth, Integer> ONLINE =
      Field.optional(2, "online", Types.SMALL, RegionHealth::online, 0);
  private static final Field<RegionHealth, Long> WAN_BYTES =
      Field.optional(3, "wanBytes", Types.COUNT, RegionHealth::wanBytes, 0L);
  private static final Field<RegionHealth, Long> DEVICE_BYTES =
      Field.optional(4, "deviceBytes", Types.COUNT, RegionHealth::deviceBytes, 0L);
  private static final Field<RegionHealth, Long> CACHE_BYTES =
      Field.optional(5, "cacheBytes", Types.COUNT, RegionHealth::cacheBytes, 0L);
  private static final Field<RegionHealth, Integer> BACKLOG =
      Field.optional(6, "backlog", Types.SMALL, RegionHealth::backlog, 0);
  private static final Field<RegionHealth, List<Endpoint>> ENDPOINTS =
      Field.optional(
          7,
          "endpoints",
          Types.list(Endpoint.TABLE, Limits.LABELS),
          RegionHealth::endpoints,
          List.of());
  private static final Field<RegionHealth, List<Fetch>> FETCHES =
      Field.optional(
          8, "fetches", Types.list(Fetch.TABLE, Limits.LIST), RegionHealth::fetches, List.of());
  private static final Field<RegionHealth, Long> READINGS =
      Field.optional(9, "readings", Types.COUNT, RegionHealth::readings, 0L);
  private static final Field<RegionHealth, Long> READINGS_DROPPED =
      Field.optional(10, "readingsDropped", Types.COUNT, RegionHealth::readingsDropped, 0L);
  private static final Field<RegionHealth, List<String>> TROUBLES =
      Field.optional(
          11,
          "troubles",
          Types.list(Types.text(Limits.TEXT), Limits.LABELS),
          RegionHealth::troubles,
          List.of());

  /** The field table. */
  public static final Table<RegionHealth> TABLE =
      new Table<>(
          "region-health",
          List.of(
              DEVICES,
              ONLINE,
              WAN_BYTES,
              DEVICE_BYTES,
              CACHE_BYTES,
              BACKLOG,
              ENDPOINTS,
              FETCHES,
              READINGS,
              READINGS_DROPPED,
              TROUBLES),
          row ->
              new RegionHealth(
                  row.get(DEVICES),
                  row.get(ONLINE),
                  row.get(WAN_BYTES),
                  row.get(DEVICE_BYTES),
                  row.get(CACHE_BYTES),
                  row.get(BACKLOG),
                  row.get(ENDPOINTS),
                  row.get(FETCHES),
                  row.get(READINGS),
                  row.get(READINGS_DROPPED),
                  row.get(TROUBLES)));
}

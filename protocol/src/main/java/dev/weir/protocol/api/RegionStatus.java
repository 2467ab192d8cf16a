package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A region as it sees itself.
 *
 * @param globalSince when global last answered
 * @param census its devices by model, version and state
 */
public record RegionStatus(
    RegionId region,
    long incarnation,
    RegionHealth health,
    Optional<Instant> leaseUntil,
    Optional<Instant> globalSince,
    long feedCursor,
    List<RolloutCounts> counts,
    List<CensusRow> census) {
  private static final Field<RegionStatus, RegionId> REGION =
      Field.required(1, "region", IdTypes.REGION, RegionStatus::region);
  private static final Field<RegionStatus, Long> INCARNATION =
      Field.required(2, "incarnation", Types.COUNT, RegionStatus::incarnation);
  private static final Field<RegionStatus, RegionHealth> HEALTH =
      Field.required(3, "health", RegionHealth.TABLE, RegionStatus::health);
  private static final Field<RegionStatus, Optional<Instant>> LEASE_UNTIL =
      Field.maybe(4, "leaseUntil", Types.INSTANT, RegionStatus::leaseUntil);
  private static final Field<RegionStatus, Optional<Instant>> GLOBAL_SINCE =
      Field.maybe(5, "globalSince", Types.INSTANT, RegionStatus::globalSince);
  private static final Field<RegionStatus, Long> FEED_CURSOR =
      Field.required(6, "feedCursor", Types.COUNT, RegionStatus::feedCursor);
  private static final Field<RegionStatus, List<RolloutCounts>> COUNTS =
      Field.optional(
          7,
          "counts",
          Types.list(RolloutCounts.TABLE, Limits.LIST),
          RegionStatus::counts,
          List.of());
  private static final Field<RegionStatus, List<CensusRow>> CENSUS =
      Field.optional(
          8, "census", Types.list(CensusRow.TABLE, Limits.LIST), RegionStatus::census, List.of());

  /** The field table. */
  public static final Table<RegionStatus> TABLE =
      new Table<>(
          "region-status",
          List.of(
              REGION, INCARNATION, HEALTH, LEASE_UNTIL, GLOBAL_SINCE, FEED_CURSOR, COUNTS, CENSUS),
          row ->
              new RegionStatus(
                  row.get(REGION),
                  row.get(INCARNATION),
                  row.get(HEALTH),
                  row.get(LEASE_UNTIL),
                  row.get(GLOBAL_SINCE),
                  row.get(FEED_CURSOR),
                  row.get(COUNTS),
                  row.get(CENSUS)));

  public static final Codec<RegionStatus> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

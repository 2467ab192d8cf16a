package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.RegionHealth;
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
 * A region as global knows it.
 *
 * @param health as of its last sync
 * @param devices owned
 */
public record RegionView(
    RegionId region,
    Optional<RegionHealth> health,
    Optional<Instant> lastSync,
    long incarnation,
    long feedCursor,
    long feedEnd,
    Optional<Instant> leaseUntil,
    int devices) {
  private static final Field<RegionView, RegionId> REGION =
      Field.required(1, "region", IdTypes.REGION, RegionView::region);
  private static final Field<RegionView, Optional<RegionHealth>> HEALTH =
      Field.maybe(2, "health", RegionHealth.TABLE, RegionView::health);
  private static final Field<RegionView, Optional<Instant>> LAST_SYNC =
      Field.maybe(3, "lastSync", Types.INSTANT, RegionView::lastSync);
  private static final Field<RegionView, Long> INCARNATION =
      Field.optional(4, "incarnation", Types.COUNT, RegionView::incarnation, 0L);
  private static final Field<RegionView, Long> FEED_CURSOR =
      Field.optional(5, "feedCursor", Types.COUNT, RegionView::feedCursor, 0L);
  private static final Field<RegionView, Long> FEED_END =
      Field.optional(6, "feedEnd", Types.COUNT, RegionView::feedEnd, 0L);
  private static final Field<RegionView, Optional<Instant>> LEASE_UNTIL =
      Field.maybe(7, "leaseUntil", Types.INSTANT, RegionView::leaseUntil);
  private static final Field<RegionView, Integer> DEVICES =
      Field.optional(8, "devices", Types.SMALL, RegionView::devices, 0);

  /** The field table. */
  public static final Table<RegionView> TABLE =
      new Table<>(
          "region-view",
          List.of(
              REGION, HEALTH, LAST_SYNC, INCARNATION, FEED_CURSOR, FEED_END, LEASE_UNTIL, DEVICES),
          row ->
              new RegionView(
                  row.get(REGION),
                  row.get(HEALTH),
                  row.get(LAST_SYNC),
                  row.get(INCARNATION),
                  row.get(FEED_CURSOR),
                  row.get(FEED_END),
                  row.get(LEASE_UNTIL),
                  row.get(DEVICES)));

  public static final Codec<RegionView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

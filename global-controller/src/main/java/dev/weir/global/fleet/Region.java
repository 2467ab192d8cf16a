package dev.weir.global.fleet;

import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
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
 * A region's row: how much it takes, and where the exchange with it stands.
 *
 * @param weight its share of the devices, relative to the others', at least 1
 * @param incarnation the newest that has spoken
 * @param sequence its newest sync
 * @param feedCursor what is durable there
 * @param feedEnd its feed's newest item
 * @param reportsTaken relayed reports of this incarnation up to here are durable
 * @param version of the protocol that it speaks, as it said last
 * @param started it has said once where devices reach it; from then on it may serve some
 * @param doubted since the store was salvaged nobody has looked whether it serves devices that are
 *     another region's by now
 */
public record Region(
    RegionId id,
    int weight,
    long incarnation,
    long sequence,
    long feedCursor,
    long feedEnd,
    long reportsTaken,
    Optional<RegionHealth> health,
    Optional<Instant> lastSync,
    Optional<Instant> leaseUntil,
    int version,
    boolean started,
    boolean doubted) {
  private static final Field<Region, RegionId> ID =
      Field.required(1, "id", IdTypes.REGION, Region::id);
  private static final Field<Region, Integer> WEIGHT =
      Field.required(2, "weight", Types.SMALL, Region::weight);
  private static final Field<Region, Long> INCARNATION =
      Field.required(3, "incarnation", Types.COUNT, Region::incarnation);
  private static final Field<Region, Long> SEQUENCE =
      Field.required(4, "sequence", Types.COUNT, Region::sequence);
  private static final Field<Region, Long> FEED_CURSOR =
      Field.required(5, "feedCursor", Types.COUNT, Region::feedCursor);
  private static final Field<Region, Long> FEED_END =
      Field.required(6, "feedEnd", Types.COUNT, Region::feedEnd);
  private static final Field<Region, Long> REPORTS_TAKEN =
      Field.required(7, "reportsTaken", Types.COUNT, Region::reportsTaken);
  private static final Field<Region, Optional<RegionHealth>> HEALTH =
      Field.maybe(8, "health", RegionHealth.TABLE, Region::health);
  private static final Field<Region, Optional<Instant>> LAST_SYNC =
      Field.maybe(9, "lastSync", Types.INSTANT, Region::lastSync);
  private static final Field<Region, Optional<Instant>> LEASE_UNTIL =
      Field.maybe(10, "leaseUntil", Types.INSTANT, Region::leaseUntil);

  private static final Field<Region, Integer> VERSION =
      Field.optional(11, "version", Types.SMALL, Region::version, 1);

  private static final Field<Region, Boolean> STARTED =
      Field.optional(12, "started", Types.FLAG, Region::started, false);

  private static final Field<Region, Boolean> DOUBTED =
      Field.optional(13, "doubted", Types.FLAG, Region::doubted, false);

  /** How it is stored. */
  public static final Table<Region> TABLE =
      new Table<>(
          "region",
          List.of(
              ID,
              WEIGHT,
              INCARNATION,
              SEQUENCE,
              FEED_CURSOR,
              FEED_END,
              REPORTS_TAKEN,
              HEALTH,
              LAST_SYNC,
              LEASE_UNTIL,
              VERSION,
              STARTED,
              DOUBTED),
          row ->
              new Region(
                  row.get(ID),
                  row.get(WEIGHT),
                  row.get(INCARNATION),
                  row.get(SEQUENCE),
                  row.get(FEED_CURSOR),
                  row.get(FEED_END),
                  row.get(REPORTS_TAKEN),
                  row.get(HEALTH),
                  row.get(LAST_SYNC),
                  row.get(LEASE_UNTIL),
                  row.get(VERSION),
                  row.get(STARTED),
                  row.get(DOUBTED)));

  public static final Codec<Region> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** A region that has just joined, with weight 1. */
  public static Region joined(RegionId id) {
    return fresh(id, false, false);
  }

  /**
   * One whose row is lost.
   *
   * @param serves whether it is known to have served devices
   */
  public static Region found(RegionId id, boolean serves) {
    return fresh(id, serves, true);
  }

  private static Region fresh(RegionId id, boolean started, boolean doubted) {
    return new Region(
        id,
        1,
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        started,
        doubted);
  }

  /** Whether a sync says something newer than all before. */
  public boolean isNews(RegionSync sync) {
    return sync.incarnation() > incarnation
        || (sync.incarnation() == incarnation && sync.sequence() > sequence);
  }

  /**
   * The row after a newer sync. Relayed reports are numbered within an incarnation.
   *
   * @param taken the newest relayed report that came with it; 0 where none came
   */
  public Region synced(RegionSync sync, long taken, Instant now, Instant lease) {
    long before = sync.incarnation() == incarnation ? reportsTaken : 0;
    return new Region(
        id,
        weight,
        sync.incarnation(),
        sync.sequence(),
        sync.feedCursor(),
        feedEnd,
        Math.max(before, taken),
        Optional.of(sync.health()),
        Optional.of(now),
        Optional.of(lease),
        sync.version(),
        hasStarted() || !sync.health().endpoints().isEmpty(),
        doubted);
  }

  public Region withFeedEnd(long end) {
    return new Region(
        id,
        weight,
        incarnation,
        sequence,
        feedCursor,
        end,
        reportsTaken,
        health,
        lastSync,
        leaseUntil,
        version,
        started,
        doubted);
  }

  /** Whether it serves what is not its own is to be looked at, or was looked at. */
  public Region doubted(boolean isDoubted) {
    return new Region(
        id,
        weight,
        incarnation,
        sequence,
        feedCursor,
        feedEnd,
        reportsTaken,
        health,
        lastSync,
        leaseUntil,
        version,
        started,
        isDoubted);
  }

  /** Whether it has said once where devices reach it. */
  public boolean hasStarted() {
    return started || !endpoints().isEmpty();
  }

  /** Where devices reach it, as it said last. */
  public List<Endpoint> endpoints() {
    return health.map(RegionHealth::endpoints).orElse(List.of());
  }

  /**
   * As operators see it.
   *
   * @param devices owned
   */
  public RegionView view(int devices) {
    return new RegionView(
        id, health, lastSync, incarnation, feedCursor, feedEnd, leaseUntil, devices);
  }
}

package dev.weir.protocol.message;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What a region sends global, again and again: the newest (incarnation, sequence) wins.
 *
 * @param incarnation a restored region takes a higher one
 * @param sequence rises with each sync of an incarnation
 * @param feedCursor feed items up to here are durable here
 * @param reports oldest first, at most 256
 * @param version of the protocol that the region speaks; questions that it does not know are not
 *     asked
 */
public record RegionSync(
    RegionId region,
    long incarnation,
    long sequence,
    long feedCursor,
    List<RolloutCounts> counts,
    List<RelayedReport> reports,
    List<Answer> answers,
    RegionHealth health,
    int version) {
  /** The protocol version that knows every {@link QueryKind} of this class's time. */
  public static final int NEWEST = 2;

  private static final Field<RegionSync, RegionId> REGION =
      Field.required(1, "region", IdTypes.REGION, RegionSync::region);
  private static final Field<RegionSync, Long> INCARNATION =
      Field.required(2, "incarnation", Types.COUNT, RegionSync::incarnation);
  private static final Field<RegionSync, Long> SEQUENCE =
      Field.required(3, "sequence", Types.COUNT, RegionSync::sequence);
  private static final Field<RegionSync, Long> FEED_CURSOR =
      Field.required(4, "feedCursor", Types.COUNT, RegionSync::feedCursor);
  private static final Field<RegionSync, List<RolloutCounts>> COUNTS =
      Field.optional(
          5, "counts", Types.list(RolloutCounts.TABLE, Limits.LIST), RegionSync::counts, List.of());
  private static final Field<RegionSync, List<RelayedReport>> REPORTS =
      Field.optional(
          6,
          "reports",
          Types.list(RelayedReport.TABLE, Limits.LIST),
          RegionSync::reports,
          List.of());
  private static final Field<RegionSync, List<Answer>> ANSWERS =
      Field.optional(
          7, "answers", Types.list(Answer.TABLE, Limits.LIST), RegionSync::answers, List.of());
  private static final Field<RegionSync, RegionHealth> HEALTH =
      Field.required(8, "health", RegionHealth.TABLE, RegionSync::health);
  private static final Field<RegionSync, Integer> VERSION =
      Field.optional(9, "version", Types.SMALL, RegionSync::version, 1);

  /** The field table. */
  public static final Table<RegionSync> TABLE =
      new Table<>(
          "region-sync",
          List.of(
              REGION,
              INCARNATION,
              SEQUENCE,
              FEED_CURSOR,
              COUNTS,
              REPORTS,
              ANSWERS,
              HEALTH,
              VERSION),
          row ->
              new RegionSync(
                  row.get(REGION),
                  row.get(INCARNATION),
                  row.get(SEQUENCE),
                  row.get(FEED_CURSOR),
                  row.get(COUNTS),
                  row.get(REPORTS),
                  row.get(ANSWERS),
                  row.get(HEALTH),
                  row.get(VERSION)));

  public static final Codec<RegionSync> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

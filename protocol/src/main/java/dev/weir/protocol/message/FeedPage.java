package dev.weir.protocol.message;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * Global's answer to a sync.
 *
 * @param items above the cursor, in order, at most 1000
 * @param more there are more: ask at once
 * @param reportsTaken relayed reports up to here are durable at global
 * @param leaseUntil until then the region may go on by itself
 * @param incarnation the incarnation that this answers
 */
public record FeedPage(
    List<FeedItem> items,
    boolean more,
    List<Query> queries,
    long reportsTaken,
    Instant leaseUntil,
    long incarnation) {
  private static final Field<FeedPage, List<FeedItem>> ITEMS =
      Field.optional(
          1, "items", Types.list(FeedItem.TABLE, Limits.LIST), FeedPage::items, List.of());
  private static final Field<FeedPage, Boolean> MORE =
      Field.optional(2, "more", Types.FLAG, FeedPage::more, false);
  private static final Field<FeedPage, List<Query>> QUERIES =
      Field.optional(
          3, "queries", Types.list(Query.TABLE, Limits.LABELS), FeedPage::queries, List.of());
  private static final Field<FeedPage, Long> REPORTS_TAKEN =
      Field.optional(4, "reportsTaken", Types.COUNT, FeedPage::reportsTaken, 0L);
  private static final Field<FeedPage, Instant> LEASE_UNTIL =
      Field.required(5, "leaseUntil", Types.INSTANT, FeedPage::leaseUntil);
  private static final Field<FeedPage, Long> INCARNATION =
      Field.required(6, "incarnation", Types.COUNT, FeedPage::incarnation);

  /** The field table. */
  public static final Table<FeedPage> TABLE =
      new Table<>(
          "feed-page",
          List.of(ITEMS, MORE, QUERIES, REPORTS_TAKEN, LEASE_UNTIL, INCARNATION),
          row ->
              new FeedPage(
                  row.get(ITEMS),
                  row.get(MORE),
                  row.get(QUERIES),
                  row.get(REPORTS_TAKEN),
                  row.get(LEASE_UNTIL),
                  row.get(INCARNATION)));

  public static final Codec<FeedPage> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * One item of a region's feed; exactly one of the three is there.
 *
 * @param sequence rises in each feed; an item that a newer one replaced leaves a gap
 */
public record FeedItem(
    long sequence,
    Optional<DeviceOwned> owned,
    Optional<DeviceGone> gone,
    Optional<Directive> directive) {
  private static final Field<FeedItem, Long> SEQUENCE =
      Field.required(1, "sequence", Types.COUNT, FeedItem::sequence);
  private static final Field<FeedItem, Optional<DeviceOwned>> OWNED =
      Field.maybe(2, "owned", DeviceOwned.TABLE, FeedItem::owned);
  private static final Field<FeedItem, Optional<DeviceGone>> GONE =
      Field.maybe(3, "gone", DeviceGone.TABLE, FeedItem::gone);
  private static final Field<FeedItem, Optional<Directive>> DIRECTIVE =
      Field.maybe(4, "directive", Directive.TABLE, FeedItem::directive);

  /** The field table. */
  public static final Table<FeedItem> TABLE =
      new Table<>(
          "feed-item",
          List.of(SEQUENCE, OWNED, GONE, DIRECTIVE),
          row ->
              new FeedItem(row.get(SEQUENCE), row.get(OWNED), row.get(GONE), row.get(DIRECTIVE)));

  public FeedItem {
    int present =
        (owned.isPresent() ? 1 : 0) + (gone.isPresent() ? 1 : 0) + (directive.isPresent() ? 1 : 0);
    if (present != 1) {
      throw new IllegalArgumentException("must have one of owned, gone and directive");
    }
  }
}

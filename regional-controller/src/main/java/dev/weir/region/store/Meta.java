package dev.weir.region.store;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a region keeps of itself.
 *
 * @param incarnation 0: none was taken yet
 * @param sequence of the last sync
 * @param feedCursor feed items up to here are durable
 * @param relayed sequence of the last relayed report
 * @param relayTaken relayed reports up to here are durable at global
 * @param leaseUntil absent: global never answered
 */
public record Meta(
    long incarnation,
    long sequence,
    long feedCursor,
    long relayed,
    long relayTaken,
    Optional<Instant> leaseUntil) {
  /** Of a region that was never started. */
  public static final Meta NEW = new Meta(0, 0, 0, 0, 0, Optional.empty());

  private static final Field<Meta, Long> INCARNATION =
      Field.required(1, "incarnation", Types.COUNT, Meta::incarnation);
  private static final Field<Meta, Long> SEQUENCE =
      Field.required(2, "sequence", Types.COUNT, Meta::sequence);
  private static final Field<Meta, Long> FEED_CURSOR =
      Field.required(3, "feedCursor", Types.COUNT, Meta::feedCursor);
  private static final Field<Meta, Long> RELAYED =
      Field.required(4, "relayed", Types.COUNT, Meta::relayed);
  private static final Field<Meta, Long> RELAY_TAKEN =
      Field.required(5, "relayTaken", Types.COUNT, Meta::relayTaken);
  private static final Field<Meta, Optional<Instant>> LEASE_UNTIL =
      Field.maybe(6, "leaseUntil", Types.INSTANT, Meta::leaseUntil);

  /** The field table, for the store. */
  public static final Table<Meta> TABLE =
      new Table<>(
          "meta",
          List.of(INCARNATION, SEQUENCE, FEED_CURSOR, RELAYED, RELAY_TAKEN, LEASE_UNTIL),
          row ->
              new Meta(
                  row.get(INCARNATION),
                  row.get(SEQUENCE),
                  row.get(FEED_CURSOR),
                  row.get(RELAYED),
                  row.get(RELAY_TAKEN),
                  row.get(LEASE_UNTIL)));

  /** The same of a store in which relayed reports up to this sequence were found. */
  public Meta relaying(long found) {
    return new Meta(
        incarnation, sequence, feedCursor, Math.max(relayed, found), relayTaken, leaseUntil);
  }

  public static final Codec<Meta> CODEC = Codec.of(TABLE, Limits.ENTRY);
}

package dev.weir.region.device;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the device's outbox is durable here. Source: docs/protocol.md, sections 4.1 and 4.4.
 *
 * @param known whether the device ever said which stream it has
 * @param stream the stream now
 * @param cursor entries up to here are durable
 * @param retired streams before this one, oldest first: a late message of theirs must not bring
 *     them back
 */
public record Outbox(boolean known, long stream, long cursor, List<Long> retired) {
  /** Before the first hello. */
  public static final Outbox UNKNOWN = new Outbox(false, 0, 0, List.of());

  private static final int MAX_RETIRED = 8;
  private static final Field<Outbox, Boolean> KNOWN =
      Field.optional(1, "known", Types.FLAG, Outbox::known, false);
  private static final Field<Outbox, Long> STREAM =
      Field.optional(2, "stream", Types.BITS, Outbox::stream, 0L);
  private static final Field<Outbox, Long> CURSOR =
      Field.optional(3, "cursor", Types.COUNT, Outbox::cursor, 0L);
  private static final Field<Outbox, List<Long>> RETIRED =
      Field.optional(4, "retired", Types.list(Types.BITS, MAX_RETIRED), Outbox::retired, List.of());

  /** The field table, for the store. */
  public static final Table<Outbox> TABLE =
      new Table<>(
          "outbox",
          List.of(KNOWN, STREAM, CURSOR, RETIRED),
          row -> new Outbox(row.get(KNOWN), row.get(STREAM), row.get(CURSOR), row.get(RETIRED)));

  public Outbox {
    retired = List.copyOf(retired);
  }

  public boolean is(long other) {
    return known && stream == other;
  }

  public boolean isRetired(long other) {
    return retired.contains(other);
  }

  public Outbox at(long sequence) {
    return new Outbox(known, stream, sequence, retired);
  }

  /** The device has a new store: its entries count from the start again. */
  public Outbox renewed(long newStream) {
    if (!known) {
      return new Outbox(true, newStream, 0, retired);
    }
    List<Long> before = new ArrayList<>(retired);
    before.add(stream);
    return new Outbox(
        true,
        newStream,
        0,
        before.subList(Math.max(0, before.size() - MAX_RETIRED), before.size()));
  }
}

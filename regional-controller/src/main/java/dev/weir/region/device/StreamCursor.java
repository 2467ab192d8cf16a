package dev.weir.region.device;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a device's stream is durable here: its outbox's or its telemetry spool's. Source:
 * docs/protocol.md, sections 4.1, 4.4 and 4.11 to 4.14.
 *
 * @param known whether the device ever said which stream it has
 * @param stream the stream now
 * @param cursor what is numbered up to here is durable
 * @param retired streams before this one, oldest first: a late message of theirs must not bring
 *     them back
 */
public record StreamCursor(boolean known, long stream, long cursor, List<Long> retired) {
  /** Before the first hello. */
  public static final StreamCursor UNKNOWN = new StreamCursor(false, 0, 0, List.of());

  private static final int MAX_RETIRED = 8;
  private static final Field<StreamCursor, Boolean> KNOWN =
      Field.optional(1, "known", Types.FLAG, StreamCursor::known, false);
  private static final Field<StreamCursor, Long> STREAM =
      Field.optional(2, "stream", Types.BITS, StreamCursor::stream, 0L);
  private static final Field<StreamCursor, Long> CURSOR =
      Field.optional(3, "cursor", Types.COUNT, StreamCursor::cursor, 0L);
  private static final Field<StreamCursor, List<Long>> RETIRED =
      Field.optional(
          4, "retired", Types.list(Types.BITS, MAX_RETIRED), StreamCursor::retired, List.of());

  /** The field table, for the store. */
  public static final Table<StreamCursor> TABLE =
      new Table<>(
          "stream-cursor",
          List.of(KNOWN, STREAM, CURSOR, RETIRED),
          row ->
              new StreamCursor(row.get(KNOWN), row.get(STREAM), row.get(CURSOR), row.get(RETIRED)));

  public StreamCursor {
    retired = List.copyOf(retired);
  }

  public boolean is(long other) {
    return known && stream == other;
  }

  public boolean isRetired(long other) {
    return retired.contains(other);
  }

  public StreamCursor at(long sequence) {
    return new StreamCursor(known, stream, sequence, retired);
  }

  /** The device has a new store: its entries count from the start again. */
  public StreamCursor renewed(long newStream) {
    if (!known) {
      return new StreamCursor(true, newStream, 0, retired);
    }
    List<Long> before = new ArrayList<>(retired);
    before.add(stream);
    return new StreamCursor(
        true,
        newStream,
        0,
        before.subList(Math.max(0, before.size() - MAX_RETIRED), before.size()));
  }
}

package dev.weir.protocol.message;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * One entry of the outbox.
 *
 * @param sequence rises by one with each entry of a stream, from 1; a dropped heartbeat leaves a
 *     gap
 */
public record Entry(long sequence, EntryKind kind, Bytes body) {
  private static final Field<Entry, Long> SEQUENCE =
      Field.required(1, "sequence", Types.COUNT, Entry::sequence);
  private static final Field<Entry, EntryKind> KIND =
      Field.required(2, "kind", Types.choice(EntryKind.class), Entry::kind);
  private static final Field<Entry, Bytes> BODY =
      Field.required(3, "body", Types.bytes(Limits.ENTRY), Entry::body);

  /** The field table. */
  public static final Table<Entry> TABLE =
      new Table<>(
          "entry",
          List.of(SEQUENCE, KIND, BODY),
          row -> new Entry(row.get(SEQUENCE), row.get(KIND), row.get(BODY)));
}

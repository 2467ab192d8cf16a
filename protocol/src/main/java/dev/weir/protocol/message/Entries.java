package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Outbox entries, oldest first, above the acknowledged cursor. */
public record Entries(long stream, List<Entry> entries) implements Uplink {
  private static final Field<Entries, Long> STREAM =
      Field.required(1, "stream", Types.BITS, Entries::stream);
  private static final Field<Entries, List<Entry>> ENTRIES =
      Field.required(2, "entries", Types.list(Entry.TABLE, Limits.ENTRIES), Entries::entries);

  /** The field table. */
  public static final Table<Entries> TABLE =
      new Table<>(
          "entries",
          List.of(STREAM, ENTRIES),
          row -> new Entries(row.get(STREAM), row.get(ENTRIES)));

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.entries(this);
  }
}

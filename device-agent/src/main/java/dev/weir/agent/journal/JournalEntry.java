package dev.weir.agent.journal;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * One entry of the journal: the action as it is from now on.
 *
 * @param number rises by one with each entry, from 1
 * @param at by the device's clock
 */
public record JournalEntry(long number, Instant at, Action action) {
  private static final Field<JournalEntry, Long> NUMBER =
      Field.required(1, "number", Types.COUNT, JournalEntry::number);
  private static final Field<JournalEntry, Instant> AT =
      Field.required(2, "at", Types.INSTANT, JournalEntry::at);
  private static final Field<JournalEntry, Action> ACTION =
      Field.required(3, "action", Action.TABLE, JournalEntry::action);

  /** The field table. */
  public static final Table<JournalEntry> TABLE =
      new Table<>(
          "journal-entry",
          List.of(NUMBER, AT, ACTION),
          row -> new JournalEntry(row.get(NUMBER), row.get(AT), row.get(ACTION)));

  public static final Codec<JournalEntry> CODEC = Codec.of(TABLE, Limits.ENTRY);
}

package dev.weir.agent.spool;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What a spool knows besides its packs.
 *
 * @param stream names the spool; drawn at random when it is made
 * @param lastSequence of the newest pack that was numbered, kept or not
 * @param dropped readings that were dropped because the spool was full or damaged
 * @param boots starts of the agent
 * @param crashes starts that no orderly stop came before
 * @param running an agent was started on it and did not stop in good order
 */
public record SpoolRecord(
    long stream, long lastSequence, long dropped, long boots, long crashes, boolean running) {
  /** More packs than any spool can have lost: numbers above are free, whoever has the others. */
  static final long GAP = 1L << 24;

  private static final Field<SpoolRecord, Long> STREAM =
      Field.required(1, "stream", Types.BITS, SpoolRecord::stream);
  private static final Field<SpoolRecord, Long> LAST_SEQUENCE =
      Field.required(2, "lastSequence", Types.COUNT, SpoolRecord::lastSequence);
  private static final Field<SpoolRecord, Long> DROPPED =
      Field.required(3, "dropped", Types.COUNT, SpoolRecord::dropped);
  private static final Field<SpoolRecord, Long> BOOTS =
      Field.required(4, "boots", Types.COUNT, SpoolRecord::boots);
  private static final Field<SpoolRecord, Long> CRASHES =
      Field.required(5, "crashes", Types.COUNT, SpoolRecord::crashes);
  private static final Field<SpoolRecord, Boolean> RUNNING =
      Field.required(6, "running", Types.FLAG, SpoolRecord::running);

  /** The field table. */
  public static final Table<SpoolRecord> TABLE =
      new Table<>(
          "spool-record",
          List.of(STREAM, LAST_SEQUENCE, DROPPED, BOOTS, CRASHES, RUNNING),
          row ->
              new SpoolRecord(
                  row.get(STREAM),
                  row.get(LAST_SEQUENCE),
                  row.get(DROPPED),
                  row.get(BOOTS),
                  row.get(CRASHES),
                  row.get(RUNNING)));

  public static final Codec<SpoolRecord> CODEC = Codec.of(TABLE, Limits.ENTRY);

  /** A new spool's. */
  public static SpoolRecord fresh(long stream) {
    return new SpoolRecord(stream, 0, 0, 0, 0, false);
  }

  /** The agent was started; after no orderly stop that is a crash. */
  SpoolRecord started() {
    return new SpoolRecord(
        stream, lastSequence, dropped, boots + 1, crashes + (running ? 1 : 0), true);
  }

  /** The agent stops in good order. */
  SpoolRecord stopped() {
    return new SpoolRecord(stream, lastSequence, dropped, boots, crashes, false);
  }

  /** So many more packs were numbered. */
  SpoolRecord numbering(int packs) {
    return new SpoolRecord(stream, lastSequence + packs, dropped, boots, crashes, running);
  }

  SpoolRecord dropping(long readings) {
    return new SpoolRecord(stream, lastSequence, dropped + readings, boots, crashes, running);
  }

  /** What is known in memory, with the numbers and losses of the store that was opened again. */
  SpoolRecord afterSalvage(SpoolRecord opened) {
    return new SpoolRecord(
        stream,
        Math.max(lastSequence, opened.lastSequence),
        Math.max(dropped, opened.dropped),
        boots,
        crashes,
        running);
  }

  /**
   * After a salvage nobody knows whether newer packs were lost whose numbers the region has seen:
   * the next numbers are far above.
   *
   * @param newest sequence that was saved
   * @param lost readings that are known to be lost
   */
  public SpoolRecord salvaged(long newest, long lost) {
    long last = Math.max(lastSequence, newest) + GAP;
    return new SpoolRecord(stream, last, dropped + lost, boots, crashes, running);
  }
}

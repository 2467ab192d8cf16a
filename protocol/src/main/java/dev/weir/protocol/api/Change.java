package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened in the fleet and that people want to know of.
 *
 * @param number rises with each
 * @param kind such as rolloutStarted, waveOpened, gatePassed, rolloutHalted, releasePublished,
 *     regionJoined
 * @param subject the name of the rollout, release, region or device
 * @param detail for people
 */
public record Change(long number, Instant at, String kind, String subject, String detail) {
  private static final Field<Change, Long> NUMBER =
      Field.required(1, "number", Types.COUNT, Change::number);
  private static final Field<Change, Instant> AT =
      Field.required(2, "at", Types.INSTANT, Change::at);
  private static final Field<Change, String> KIND =
      Field.required(3, "kind", Types.text(Limits.TEXT), Change::kind);
  private static final Field<Change, String> SUBJECT =
      Field.required(4, "subject", Types.text(Limits.TEXT), Change::subject);
  private static final Field<Change, String> DETAIL =
      Field.optional(5, "detail", Types.text(Limits.TEXT), Change::detail, "");

  /** The field table. */
  public static final Table<Change> TABLE =
      new Table<>(
          "change",
          List.of(NUMBER, AT, KIND, SUBJECT, DETAIL),
          row ->
              new Change(
                  row.get(NUMBER), row.get(AT), row.get(KIND), row.get(SUBJECT), row.get(DETAIL)));
}

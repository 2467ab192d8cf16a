package dev.weir.global.fleet;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * The newest verified report of a device.
 *
 * @param own digest of the signed report, which the next one names
 * @param at when it came
 * @param breaks how often a report did not follow the one before (docs/protocol.md, section 5.4)
 */
public record LastReport(Report report, Digest own, Instant at, int breaks) {
  private static final Field<LastReport, Report> REPORT =
      Field.required(1, "report", Report.TABLE, LastReport::report);
  private static final Field<LastReport, Digest> OWN =
      Field.required(2, "own", Types.DIGEST, LastReport::own);
  private static final Field<LastReport, Instant> AT =
      Field.required(3, "at", Types.INSTANT, LastReport::at);
  private static final Field<LastReport, Integer> BREAKS =
      Field.optional(4, "breaks", Types.SMALL, LastReport::breaks, 0);

  /** How it is stored. */
  public static final Table<LastReport> TABLE =
      new Table<>(
          "last-report",
          List.of(REPORT, OWN, AT, BREAKS),
          row -> new LastReport(row.get(REPORT), row.get(OWN), row.get(AT), row.get(BREAKS)));
}

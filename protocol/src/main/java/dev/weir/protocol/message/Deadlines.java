package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * How long a phase may last on a device before its silence counts.
 *
 * @param accept from sent to accepted; then it is sent again, never a failure
 * @param download from accepted to downloaded
 * @param install from installing to the end of the trial
 */
public record Deadlines(Duration accept, Duration download, Duration install) {
  private static final Field<Deadlines, Duration> ACCEPT =
      Field.required(1, "accept", Types.DURATION, Deadlines::accept);
  private static final Field<Deadlines, Duration> DOWNLOAD =
      Field.required(2, "download", Types.DURATION, Deadlines::download);
  private static final Field<Deadlines, Duration> INSTALL =
      Field.required(3, "install", Types.DURATION, Deadlines::install);

  /** The field table. */
  public static final Table<Deadlines> TABLE =
      new Table<>(
          "deadlines",
          List.of(ACCEPT, DOWNLOAD, INSTALL),
          row -> new Deadlines(row.get(ACCEPT), row.get(DOWNLOAD), row.get(INSTALL)));
}

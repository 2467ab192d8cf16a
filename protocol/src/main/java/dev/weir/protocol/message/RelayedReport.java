package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A device's signed report on its way to global.
 *
 * @param sequence in the region's relay; rises by one
 * @param report a Signed, as the device encoded it
 */
public record RelayedReport(long sequence, DeviceId device, long ownerEpoch, Bytes report) {
  private static final Field<RelayedReport, Long> SEQUENCE =
      Field.required(1, "sequence", Types.COUNT, RelayedReport::sequence);
  private static final Field<RelayedReport, DeviceId> DEVICE =
      Field.required(2, "device", IdTypes.DEVICE, RelayedReport::device);
  private static final Field<RelayedReport, Long> OWNER_EPOCH =
      Field.required(3, "ownerEpoch", Types.COUNT, RelayedReport::ownerEpoch);
  private static final Field<RelayedReport, Bytes> REPORT =
      Field.required(4, "report", Types.bytes(Limits.ENTRY), RelayedReport::report);

  /** The field table. */
  public static final Table<RelayedReport> TABLE =
      new Table<>(
          "relayed-report",
          List.of(SEQUENCE, DEVICE, OWNER_EPOCH, REPORT),
          row ->
              new RelayedReport(
                  row.get(SEQUENCE), row.get(DEVICE), row.get(OWNER_EPOCH), row.get(REPORT)));
}

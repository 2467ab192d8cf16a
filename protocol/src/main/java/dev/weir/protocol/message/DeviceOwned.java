package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.selector.Attributes;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Map;

/**
 * This region serves this device now.
 *
 * @param reportKey Ed25519 public key
 */
public record DeviceOwned(
    DeviceId device,
    long ownerEpoch,
    SiteId site,
    Model model,
    String hardware,
    Map<String, String> labels,
    Bytes reportKey) {
  private static final Field<DeviceOwned, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, DeviceOwned::device);
  private static final Field<DeviceOwned, Long> OWNER_EPOCH =
      Field.required(2, "ownerEpoch", Types.COUNT, DeviceOwned::ownerEpoch);
  private static final Field<DeviceOwned, SiteId> SITE =
      Field.required(3, "site", IdTypes.SITE, DeviceOwned::site);
  private static final Field<DeviceOwned, Model> MODEL =
      Field.required(4, "model", IdTypes.MODEL, DeviceOwned::model);
  private static final Field<DeviceOwned, String> HARDWARE =
      Field.optional(5, "hardware", Types.text(Limits.TEXT), DeviceOwned::hardware, "");
  private static final Field<DeviceOwned, Map<String, String>> LABELS =
      Field.optional(6, "labels", IdTypes.LABELS, DeviceOwned::labels, Map.of());
  private static final Field<DeviceOwned, Bytes> REPORT_KEY =
      Field.required(7, "reportKey", Types.bytes(64), DeviceOwned::reportKey);

  /** The field table. */
  public static final Table<DeviceOwned> TABLE =
      new Table<>(
          "device-owned",
          List.of(DEVICE, OWNER_EPOCH, SITE, MODEL, HARDWARE, LABELS, REPORT_KEY),
          row ->
              new DeviceOwned(
                  row.get(DEVICE),
                  row.get(OWNER_EPOCH),
                  row.get(SITE),
                  row.get(MODEL),
                  row.get(HARDWARE),
                  row.get(LABELS),
                  row.get(REPORT_KEY)));

  /** What selectors see. */
  public Attributes attributes() {
    return new Attributes(device, site, model, hardware, labels);
  }
}

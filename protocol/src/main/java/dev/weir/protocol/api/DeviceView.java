package dev.weir.protocol.api;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device as global knows it.
 *
 * @param region absent while no region can serve it
 * @param pin pinned by an operator
 * @param report the last one that was verified
 * @param reportAt when it came
 * @param reports the reports of its last action, oldest first; only where one device is asked for
 */
public record DeviceView(
    DeviceId device,
    Optional<RegionId> region,
    long ownerEpoch,
    SiteId site,
    Model model,
    String hardware,
    Map<String, String> labels,
    Optional<RegionId> pin,
    Instant enrolledAt,
    Optional<Report> report,
    Optional<Instant> reportAt,
    List<Report> reports) {
  private static final Field<DeviceView, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, DeviceView::device);
  private static final Field<DeviceView, Optional<RegionId>> REGION =
      Field.maybe(2, "region", IdTypes.REGION, DeviceView::region);
  private static final Field<DeviceView, Long> OWNER_EPOCH =
      Field.required(3, "ownerEpoch", Types.COUNT, DeviceView::ownerEpoch);
  private static final Field<DeviceView, SiteId> SITE =
      Field.required(4, "site", IdTypes.SITE, DeviceView::site);
  private static final Field<DeviceView, Model> MODEL =
      Field.required(5, "model", IdTypes.MODEL, DeviceView::model);
  private static final Field<DeviceView, String> HARDWARE =
      Field.optional(6, "hardware", Types.text(Limits.TEXT), DeviceView::hardware, "");
  private static final Field<DeviceView, Map<String, String>> LABELS =
      Field.optional(7, "labels", IdTypes.LABELS, DeviceView::labels, Map.of());
  private static final Field<DeviceView, Optional<RegionId>> PIN =
      Field.maybe(8, "pin", IdTypes.REGION, DeviceView::pin);
  private static final Field<DeviceView, Instant> ENROLLED_AT =
      Field.required(9, "enrolledAt", Types.INSTANT, DeviceView::enrolledAt);
  private static final Field<DeviceView, Optional<Report>> REPORT =
      Field.maybe(10, "report", Report.TABLE, DeviceView::report);
  private static final Field<DeviceView, Optional<Instant>> REPORT_AT =
      Field.maybe(11, "reportAt", Types.INSTANT, DeviceView::reportAt);
  private static final Field<DeviceView, List<Report>> REPORTS =
      Field.optional(
          12, "reports", Types.list(Report.TABLE, Limits.LIST), DeviceView::reports, List.of());

  /** The field table. */
  public static final Table<DeviceView> TABLE =
      new Table<>(
          "device-view",
          List.of(
              DEVICE,
              REGION,
              OWNER_EPOCH,
              SITE,
              MODEL,
              HARDWARE,
              LABELS,
              PIN,
              ENROLLED_AT,
              REPORT,
              REPORT_AT,
              REPORTS),
          row ->
              new DeviceView(
                  row.get(DEVICE),
                  row.get(REGION),
                  row.get(OWNER_EPOCH),
                  row.get(SITE),
                  row.get(MODEL),
                  row.get(HARDWARE),
                  row.get(LABELS),
                  row.get(PIN),
                  row.get(ENROLLED_AT),
                  row.get(REPORT),
                  row.get(REPORT_AT),
                  row.get(REPORTS)));

  public static final Codec<DeviceView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

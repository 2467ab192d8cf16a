package dev.weir.protocol.api;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.DeviceState;
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
 * @param reports its newest reports, of several actions, oldest first; only where one device is
 *     asked for
 * @param desired the release that the newest open rollout wants on it
 * @param desiredBy that rollout
 * @param state by its last verified report
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
    List<Report> reports,
    Optional<ReleaseId> desired,
    Optional<RolloutId> desiredBy,
    DeviceState state) {
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
  private static final Field<DeviceView, Optional<ReleaseId>> DESIRED =
      Field.maybe(13, "desired", IdTypes.RELEASE, DeviceView::desired);
  private static final Field<DeviceView, Optional<RolloutId>> DESIRED_BY =
      Field.maybe(14, "desiredBy", IdTypes.ROLLOUT, DeviceView::desiredBy);
  private static final Field<DeviceView, DeviceState> STATE =
      Field.optional(
          15, "state", Types.choice(DeviceState.class), DeviceView::state, DeviceState.UNKNOWN);

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
              REPORTS,
              DESIRED,
              DESIRED_BY,
              STATE),
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
                  row.get(REPORTS),
                  row.get(DESIRED),
                  row.get(DESIRED_BY),
                  row.get(STATE)));

  public static final Codec<DeviceView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** Stands for who serves it and why; reports may come under the same tag. */
  public String tag() {
    return ownerEpoch + pin.map(to -> "." + to).orElse("");
  }
}

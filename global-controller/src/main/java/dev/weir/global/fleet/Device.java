package dev.weir.global.fleet;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Bytes;
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
 * A device's row in the registry: identity, owner, and the last report that was verified. Nothing
 * of any rollout.
 *
 * @param region that serves it; absent: none may
 * @param ownerEpoch numbers its owners; rises with each hand-over, over the whole fleet
 * @param pin the region that an operator chose
 * @param last the newest verified report by its counter
 */
public record Device(
    DeviceId id,
    Optional<RegionId> region,
    long ownerEpoch,
    SiteId site,
    Model model,
    String hardware,
    Map<String, String> labels,
    Bytes reportKey,
    Optional<RegionId> pin,
    Instant enrolledAt,
    Optional<LastReport> last) {
  private static final Field<Device, DeviceId> ID =
      Field.required(1, "id", IdTypes.DEVICE, Device::id);
  private static final Field<Device, Optional<RegionId>> REGION =
      Field.maybe(2, "region", IdTypes.REGION, Device::region);
  private static final Field<Device, Long> OWNER_EPOCH =
      Field.required(3, "ownerEpoch", Types.COUNT, Device::ownerEpoch);
  private static final Field<Device, SiteId> SITE =
      Field.required(4, "site", IdTypes.SITE, Device::site);
  private static final Field<Device, Model> MODEL =
      Field.required(5, "model", IdTypes.MODEL, Device::model);
  private static final Field<Device, String> HARDWARE =
      Field.optional(6, "hardware", Types.text(Limits.TEXT), Device::hardware, "");
  private static final Field<Device, Map<String, String>> LABELS =
      Field.optional(7, "labels", IdTypes.LABELS, Device::labels, Map.of());
  private static final Field<Device, Bytes> REPORT_KEY =
      Field.required(8, "reportKey", Types.bytes(64), Device::reportKey);
  private static final Field<Device, Optional<RegionId>> PIN =
      Field.maybe(9, "pin", IdTypes.REGION, Device::pin);
  private static final Field<Device, Instant> ENROLLED_AT =
      Field.required(10, "enrolledAt", Types.INSTANT, Device::enrolledAt);
  private static final Field<Device, Optional<LastReport>> LAST =
      Field.maybe(11, "last", LastReport.TABLE, Device::last);

  /** How it is stored. */
  public static final Table<Device> TABLE =
      new Table<>(
          "device",
          List.of(
              ID,
              REGION,
              OWNER_EPOCH,
              SITE,
              MODEL,
              HARDWARE,
              LABELS,
              REPORT_KEY,
              PIN,
              ENROLLED_AT,
              LAST),
          row ->
              new Device(
                  row.get(ID),
                  row.get(REGION),
                  row.get(OWNER_EPOCH),
                  row.get(SITE),
                  row.get(MODEL),
                  row.get(HARDWARE),
                  row.get(LABELS),
                  row.get(REPORT_KEY),
                  row.get(PIN),
                  row.get(ENROLLED_AT),
                  row.get(LAST)));

  public static final Codec<Device> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  /** What its region is told. */
  public DeviceOwned owned() {
    return new DeviceOwned(id, ownerEpoch, site, model, hardware, labels, reportKey);
  }

  /** What its region is told when another serves it. */
  public DeviceGone gone() {
    return new DeviceGone(id, ownerEpoch);
  }

  /** What selectors see. */
  public Map<String, String> attributes() {
    return owned().attributes();
  }

  public DeviceState state() {
    return report().map(report -> DeviceState.of(report.phase())).orElse(DeviceState.UNKNOWN);
  }

  public Optional<Report> report() {
    return last.map(LastReport::report);
  }

  public Device ownedBy(Optional<RegionId> owner, long epoch) {
    return new Device(
        id, owner, epoch, site, model, hardware, labels, reportKey, pin, enrolledAt, last);
  }

  public Device pinned(Optional<RegionId> to) {
    return new Device(
        id, region, ownerEpoch, site, model, hardware, labels, reportKey, to, enrolledAt, last);
  }

  public Device reported(LastReport newest) {
    return new Device(
        id,
        region,
        ownerEpoch,
        site,
        model,
        hardware,
        labels,
        reportKey,
        pin,
        enrolledAt,
        Optional.of(newest));
  }

  /**
   * As operators see it.
   *
   * @param reports its newest, oldest first
   * @param desired what a rollout wants on it
   */
  public DeviceView view(List<Report> reports, Optional<Desired> desired) {
    return new DeviceView(
        id,
        region,
        ownerEpoch,
        site,
        model,
        hardware,
        labels,
        pin,
        enrolledAt,
        report(),
        last.map(LastReport::at),
        reports,
        desired.map(Desired::release),
        desired.map(Desired::rollout),
        state());
  }
}

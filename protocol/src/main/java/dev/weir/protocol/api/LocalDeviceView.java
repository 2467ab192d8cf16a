package dev.weir.protocol.api;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.UpdatePhase;
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
 * A device as its region sees it now.
 *
 * @param version that it runs
 * @param generation of the desired state that was sent last
 * @param offset of the payload, at the last heartbeat
 * @param cursor acknowledged
 * @param desired the release of the desired state that was sent last
 * @param slot that it runs from
 * @param other the version that the inactive slot holds
 */
public record LocalDeviceView(
    DeviceId device,
    boolean online,
    String transport,
    Optional<Instant> lastSeen,
    Optional<Version> version,
    Optional<Digest> image,
    Generation generation,
    Generation accepted,
    Optional<RolloutId> rollout,
    Optional<UpdatePhase> phase,
    Optional<FailureClass> failure,
    long offset,
    long total,
    long cursor,
    Model model,
    Map<String, String> labels,
    Optional<SiteId> site,
    String hardware,
    Optional<ReleaseId> desired,
    String slot,
    Optional<Version> other) {
  private static final Field<LocalDeviceView, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, LocalDeviceView::device);
  private static final Field<LocalDeviceView, Boolean> ONLINE =
      Field.required(2, "online", Types.FLAG, LocalDeviceView::online);
  private static final Field<LocalDeviceView, String> TRANSPORT =
      Field.optional(3, "transport", Types.text(Limits.TEXT), LocalDeviceView::transport, "");
  private static final Field<LocalDeviceView, Optional<Instant>> LAST_SEEN =
      Field.maybe(4, "lastSeen", Types.INSTANT, LocalDeviceView::lastSeen);
  private static final Field<LocalDeviceView, Optional<Version>> VERSION =
      Field.maybe(5, "version", IdTypes.VERSION, LocalDeviceView::version);
  private static final Field<LocalDeviceView, Optional<Digest>> IMAGE =
      Field.maybe(6, "image", Types.DIGEST, LocalDeviceView::image);
  private static final Field<LocalDeviceView, Generation> GENERATION =
      Field.required(7, "generation", IdTypes.GENERATION, LocalDeviceView::generation);
  private static final Field<LocalDeviceView, Generation> ACCEPTED =
      Field.required(8, "accepted", IdTypes.GENERATION, LocalDeviceView::accepted);
  private static final Field<LocalDeviceView, Optional<RolloutId>> ROLLOUT =
      Field.maybe(9, "rollout", IdTypes.ROLLOUT, LocalDeviceView::rollout);
  private static final Field<LocalDeviceView, Optional<UpdatePhase>> PHASE =
      Field.maybe(10, "phase", Types.choice(UpdatePhase.class), LocalDeviceView::phase);
  private static final Field<LocalDeviceView, Optional<FailureClass>> FAILURE =
      Field.maybe(11, "failure", Types.choice(FailureClass.class), LocalDeviceView::failure);
  private static final Field<LocalDeviceView, Long> OFFSET =
      Field.optional(12, "offset", Types.COUNT, LocalDeviceView::offset, 0L);
  private static final Field<LocalDeviceView, Long> TOTAL =
      Field.optional(13, "total", Types.COUNT, LocalDeviceView::total, 0L);
  private static final Field<LocalDeviceView, Long> CURSOR =
      Field.optional(14, "cursor", Types.COUNT, LocalDeviceView::cursor, 0L);
  private static final Field<LocalDeviceView, Model> MODEL =
      Field.required(15, "model", IdTypes.MODEL, LocalDeviceView::model);
  private static final Field<LocalDeviceView, Map<String, String>> LABELS =
      Field.optional(16, "labels", IdTypes.LABELS, LocalDeviceView::labels, Map.of());
  private static final Field<LocalDeviceView, Optional<SiteId>> SITE =
      Field.maybe(17, "site", IdTypes.SITE, LocalDeviceView::site);
  private static final Field<LocalDeviceView, String> HARDWARE =
      Field.optional(18, "hardware", Types.text(Limits.TEXT), LocalDeviceView::hardware, "");
  private static final Field<LocalDeviceView, Optional<ReleaseId>> DESIRED =
      Field.maybe(19, "desired", IdTypes.RELEASE, LocalDeviceView::desired);
  private static final Field<LocalDeviceView, String> SLOT =
      Field.optional(20, "slot", Types.text(Limits.TEXT), LocalDeviceView::slot, "");
  private static final Field<LocalDeviceView, Optional<Version>> OTHER =
      Field.maybe(21, "other", IdTypes.VERSION, LocalDeviceView::other);

  /** The field table. */
  public static final Table<LocalDeviceView> TABLE =
      new Table<>(
          "local-device-view",
          List.of(
              DEVICE,
              ONLINE,
              TRANSPORT,
              LAST_SEEN,
              VERSION,
              IMAGE,
              GENERATION,
              ACCEPTED,
              ROLLOUT,
              PHASE,
              FAILURE,
              OFFSET,
              TOTAL,
              CURSOR,
              MODEL,
              LABELS,
              SITE,
              HARDWARE,
              DESIRED,
              SLOT,
              OTHER),
          row ->
              new LocalDeviceView(
                  row.get(DEVICE),
                  row.get(ONLINE),
                  row.get(TRANSPORT),
                  row.get(LAST_SEEN),
                  row.get(VERSION),
                  row.get(IMAGE),
                  row.get(GENERATION),
                  row.get(ACCEPTED),
                  row.get(ROLLOUT),
                  row.get(PHASE),
                  row.get(FAILURE),
                  row.get(OFFSET),
                  row.get(TOTAL),
                  row.get(CURSOR),
                  row.get(MODEL),
                  row.get(LABELS),
                  row.get(SITE),
                  row.get(HARDWARE),
                  row.get(DESIRED),
                  row.get(SLOT),
                  row.get(OTHER)));

  public static final Codec<LocalDeviceView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device did and measured; signed with its report key. Each names the one before, so that
 * none can be left out unseen.
 *
 * @param counter rises by one with each report, from 1
 * @param previous of the signed report before, as it was encoded; absent in the first
 * @param at by the device's clock
 * @param rollout absent in an inventory: a report of what runs, outside any action
 * @param release absent in an inventory
 * @param phase the phase that it entered; COMMITTED in an inventory
 * @param detail why, for people
 * @param from the version before the action
 * @param running the active slot's version
 * @param image the active slot's measured digest
 * @param payload what it chose
 * @param payloadCodec of that payload
 * @param downloadedBytes received for this action, repeated ones included
 * @param resumedAt offset at which the download went on after the last interruption
 * @param startedAt when the action was accepted
 * @param transport of messages
 * @param path of the payload, such as http
 * @param slot that it runs from, such as a
 * @param other the version that the inactive slot holds
 */
public record Report(
    DeviceId device,
    long counter,
    Optional<Digest> previous,
    Instant at,
    Generation generation,
    Optional<RolloutId> rollout,
    Optional<ReleaseId> release,
    UpdatePhase phase,
    Optional<FailureClass> failure,
    String detail,
    Version from,
    Version running,
    Digest image,
    Optional<Digest> payload,
    String payloadCodec,
    long payloadBytes,
    long imageBytes,
    long downloadedBytes,
    long resumedAt,
    Optional<Instant> startedAt,
    String transport,
    String path,
    String slot,
    Optional<Version> other) {
  private static final Field<Report, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, Report::device);
  private static final Field<Report, Long> COUNTER =
      Field.required(2, "counter", Types.COUNT, Report::counter);
  private static final Field<Report, Optional<Digest>> PREVIOUS =
      Field.maybe(3, "previous", Types.DIGEST, Report::previous);
  private static final Field<Report, Instant> AT =
      Field.required(4, "at", Types.INSTANT, Report::at);
  private static final Field<Report, Generation> GENERATION =
      Field.required(5, "generation", IdTypes.GENERATION, Report::generation);
  private static final Field<Report, Optional<RolloutId>> ROLLOUT =
      Field.maybe(6, "rollout", IdTypes.ROLLOUT, Report::rollout);
  private static final Field<Report, Optional<ReleaseId>> RELEASE =
      Field.maybe(7, "release", IdTypes.RELEASE, Report::release);
  private static final Field<Report, UpdatePhase> PHASE =
      Field.required(8, "phase", Types.choice(UpdatePhase.class), Report::phase);
  private static final Field<Report, Optional<FailureClass>> FAILURE =
      Field.maybe(9, "failure", Types.choice(FailureClass.class), Report::failure);
  private static final Field<Report, String> DETAIL =
      Field.optional(10, "detail", Types.text(Limits.TEXT), Report::detail, "");
  private static final Field<Report, Version> FROM =
      Field.required(11, "from", IdTypes.VERSION, Report::from);
  private static final Field<Report, Version> RUNNING =
      Field.required(12, "running", IdTypes.VERSION, Report::running);
  private static final Field<Report, Digest> IMAGE =
      Field.required(13, "image", Types.DIGEST, Report::image);
  private static final Field<Report, Optional<Digest>> PAYLOAD =
      Field.maybe(14, "payload", Types.DIGEST, Report::payload);
  private static final Field<Report, String> PAYLOAD_CODEC =
      Field.optional(15, "payloadCodec", Types.text(Limits.TEXT), Report::payloadCodec, "");
  private static final Field<Report, Long> PAYLOAD_BYTES =
      Field.optional(16, "payloadBytes", Types.COUNT, Report::payloadBytes, 0L);
  private static final Field<Report, Long> IMAGE_BYTES =
      Field.optional(17, "imageBytes", Types.COUNT, Report::imageBytes, 0L);
  private static final Field<Report, Long> DOWNLOADED_BYTES =
      Field.optional(18, "downloadedBytes", Types.COUNT, Report::downloadedBytes, 0L);
  private static final Field<Report, Long> RESUMED_AT =
      Field.optional(19, "resumedAt", Types.COUNT, Report::resumedAt, 0L);
  private static final Field<Report, Optional<Instant>> STARTED_AT =
      Field.maybe(20, "startedAt", Types.INSTANT, Report::startedAt);
  private static final Field<Report, String> TRANSPORT =
      Field.required(21, "transport", Types.text(Limits.TEXT), Report::transport);
  private static final Field<Report, String> PATH =
      Field.optional(22, "path", Types.text(Limits.TEXT), Report::path, "");
  private static final Field<Report, String> SLOT =
      Field.optional(23, "slot", Types.text(Limits.TEXT), Report::slot, "");
  private static final Field<Report, Optional<Version>> OTHER =
      Field.maybe(24, "other", IdTypes.VERSION, Report::other);

  /** The field table. */
  public static final Table<Report> TABLE =
      new Table<>(
          "report",
          List.of(
              DEVICE,
              COUNTER,
              PREVIOUS,
              AT,
              GENERATION,
              ROLLOUT,
              RELEASE,
              PHASE,
              FAILURE,
              DETAIL,
              FROM,
              RUNNING,
              IMAGE,
              PAYLOAD,
              PAYLOAD_CODEC,
              PAYLOAD_BYTES,
              IMAGE_BYTES,
              DOWNLOADED_BYTES,
              RESUMED_AT,
              STARTED_AT,
              TRANSPORT,
              PATH,
              SLOT,
              OTHER),
          row ->
              new Report(
                  row.get(DEVICE),
                  row.get(COUNTER),
                  row.get(PREVIOUS),
                  row.get(AT),
                  row.get(GENERATION),
                  row.get(ROLLOUT),
                  row.get(RELEASE),
                  row.get(PHASE),
                  row.get(FAILURE),
                  row.get(DETAIL),
                  row.get(FROM),
                  row.get(RUNNING),
                  row.get(IMAGE),
                  row.get(PAYLOAD),
                  row.get(PAYLOAD_CODEC),
                  row.get(PAYLOAD_BYTES),
                  row.get(IMAGE_BYTES),
                  row.get(DOWNLOADED_BYTES),
                  row.get(RESUMED_AT),
                  row.get(STARTED_AT),
                  row.get(TRANSPORT),
                  row.get(PATH),
                  row.get(SLOT),
                  row.get(OTHER)));

  public static final Codec<Report> CODEC = Codec.of(TABLE, Limits.ENTRY);
}

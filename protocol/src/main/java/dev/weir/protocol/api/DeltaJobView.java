package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
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
 * A job for a delta, as it stands.
 *
 * @param base the image that the delta starts from
 * @param image what it becomes
 * @param baseVersion absent: no release has the image
 * @param version absent: no release has the image
 * @param devices that wait for it, over all rollouts that are not over
 * @param worker who builds it, or built it last; empty: nobody yet
 * @param until when its lease ends
 * @param attempts that were begun
 * @param reason why the last attempt came to nothing
 * @param bytes of its smallest payload; 0 where there is none
 * @param at when it came into this state
 */
public record DeltaJobView(
    Digest base,
    Digest image,
    DeltaJobState state,
    Optional<Version> baseVersion,
    Optional<Version> version,
    int devices,
    String worker,
    Optional<Instant> until,
    int attempts,
    String reason,
    long bytes,
    Instant at) {
  private static final Field<DeltaJobView, Digest> BASE =
      Field.required(1, "base", Types.DIGEST, DeltaJobView::base);
  private static final Field<DeltaJobView, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, DeltaJobView::image);
  private static final Field<DeltaJobView, DeltaJobState> STATE =
      Field.required(3, "state", Types.choice(DeltaJobState.class), DeltaJobView::state);
  private static final Field<DeltaJobView, Optional<Version>> BASE_VERSION =
      Field.maybe(4, "baseVersion", IdTypes.VERSION, DeltaJobView::baseVersion);
  private static final Field<DeltaJobView, Optional<Version>> VERSION =
      Field.maybe(5, "version", IdTypes.VERSION, DeltaJobView::version);
  private static final Field<DeltaJobView, Integer> DEVICES =
      Field.optional(6, "devices", Types.SMALL, DeltaJobView::devices, 0);
  private static final Field<DeltaJobView, String> WORKER =
      Field.optional(7, "worker", Types.text(Limits.WORKER), DeltaJobView::worker, "");
  private static final Field<DeltaJobView, Optional<Instant>> UNTIL =
      Field.maybe(8, "until", Types.INSTANT, DeltaJobView::until);
  private static final Field<DeltaJobView, Integer> ATTEMPTS =
      Field.optional(9, "attempts", Types.SMALL, DeltaJobView::attempts, 0);
  private static final Field<DeltaJobView, String> REASON =
      Field.optional(10, "reason", Types.text(Limits.TEXT), DeltaJobView::reason, "");
  private static final Field<DeltaJobView, Long> BYTES =
      Field.optional(11, "bytes", Types.COUNT, DeltaJobView::bytes, 0L);
  private static final Field<DeltaJobView, Instant> AT =
      Field.required(12, "at", Types.INSTANT, DeltaJobView::at);

  /** The field table. */
  public static final Table<DeltaJobView> TABLE =
      new Table<>(
          "delta-job-view",
          List.of(
              BASE,
              IMAGE,
              STATE,
              BASE_VERSION,
              VERSION,
              DEVICES,
              WORKER,
              UNTIL,
              ATTEMPTS,
              REASON,
              BYTES,
              AT),
          row ->
              new DeltaJobView(
                  row.get(BASE),
                  row.get(IMAGE),
                  row.get(STATE),
                  row.get(BASE_VERSION),
                  row.get(VERSION),
                  row.get(DEVICES),
                  row.get(WORKER),
                  row.get(UNTIL),
                  row.get(ATTEMPTS),
                  row.get(REASON),
                  row.get(BYTES),
                  row.get(AT)));

  public static final Codec<DeltaJobView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.global.delta;

import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as it stands.
 *
 * @param worker who holds it, or held it last; empty: nobody yet
 * @param until when its lease ends; there while it is leased
 * @param attempts that were begun since it was wanted
 * @param reason why the last attempt came to nothing
 * @param payloads what was built; there when it is done, and empty where nothing was smaller than
 *     the full image
 * @param at when it came into its state
 */
public record DeltaJob(
    Digest base,
    Digest image,
    DeltaJobState state,
    String worker,
    Optional<Instant> until,
    int attempts,
    String reason,
    List<Payload> payloads,
    Instant at) {
  private static final Field<DeltaJob, Digest> BASE =
      Field.required(1, "base", Types.DIGEST, DeltaJob::base);
  private static final Field<DeltaJob, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, DeltaJob::image);
  private static final Field<DeltaJob, DeltaJobState> STATE =
      Field.required(3, "state", Types.choice(DeltaJobState.class), DeltaJob::state);
  private static final Field<DeltaJob, String> WORKER =
      Field.optional(4, "worker", Types.text(Limits.WORKER), DeltaJob::worker, "");
  private static final Field<DeltaJob, Optional<Instant>> UNTIL =
      Field.maybe(5, "until", Types.INSTANT, DeltaJob::until);
  private static final Field<DeltaJob, Integer> ATTEMPTS =
      Field.optional(6, "attempts", Types.SMALL, DeltaJob::attempts, 0);
  private static final Field<DeltaJob, String> REASON =
      Field.optional(7, "reason", Types.text(Limits.TEXT), DeltaJob::reason, "");
  private static final Field<DeltaJob, List<Payload>> PAYLOADS =
      Field.optional(
          8, "payloads", Types.list(Payload.TABLE, Limits.PAYLOADS), DeltaJob::payloads, List.of());
  private static final Field<DeltaJob, Instant> AT =
      Field.required(9, "at", Types.INSTANT, DeltaJob::at);

  /** How it is stored. */
  public static final Table<DeltaJob> TABLE =
      new Table<>(
          "delta-job",
          List.of(BASE, IMAGE, STATE, WORKER, UNTIL, ATTEMPTS, REASON, PAYLOADS, AT),
          row ->
              new DeltaJob(
                  row.get(BASE),
                  row.get(IMAGE),
                  row.get(STATE),
                  row.get(WORKER),
                  row.get(UNTIL),
                  row.get(ATTEMPTS),
                  row.get(REASON),
                  row.get(PAYLOADS),
                  row.get(AT)));

  public static final Codec<DeltaJob> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public Pair pair() {
    return new Pair(base, image);
  }

  boolean isHeldBy(String name) {
    return state == DeltaJobState.LEASED && worker.equals(name);
  }

  /** Size of its smallest payload; 0 where there is none. */
  public long bytes() {
    return payloads.stream().mapToLong(Payload::size).min().orElse(0);
  }
}

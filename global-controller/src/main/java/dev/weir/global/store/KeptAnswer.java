package dev.weir.global.store;

import dev.weir.protocol.api.Claim;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a write with an idempotency key was done, and what was answered.
 *
 * @param key digest of the key
 * @param request digest of what was asked for
 * @param at when it came
 * @param answer as CBOR; absent where the write is durable and its answer is not yet
 */
public record KeptAnswer(Digest key, Digest request, Instant at, Optional<Bytes> answer) {
  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Answers that are kept at most; later ones push the oldest out. */
  public static final int MOST = 4096;

  private static final Field<KeptAnswer, Digest> KEY =
      Field.required(1, "key", Types.DIGEST, KeptAnswer::key);
  private static final Field<KeptAnswer, Digest> REQUEST =
      Field.required(2, "request", Types.DIGEST, KeptAnswer::request);
  private static final Field<KeptAnswer, Instant> AT =
      Field.required(3, "at", Types.INSTANT, KeptAnswer::at);
  private static final Field<KeptAnswer, Optional<Bytes>> ANSWER =
      Field.maybe(4, "answer", Types.bytes(Limits.REGION_MESSAGE), KeptAnswer::answer);

  /** How it is stored. */
  public static final Table<KeptAnswer> TABLE =
      new Table<>(
          "kept-answer",
          List.of(KEY, REQUEST, AT, ANSWER),
          row -> new KeptAnswer(row.get(KEY), row.get(REQUEST), row.get(AT), row.get(ANSWER)));

  public static final Codec<KeptAnswer> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE + 1024);

  /** That a claimed write is done. */
  public static KeptAnswer done(Claim claim, Instant now) {
    return new KeptAnswer(claim.key(), claim.request(), now, Optional.empty());
  }

  public KeptAnswer answered(Bytes with) {
    return new KeptAnswer(key, request, at, Optional.of(with));
  }

  /** Whether it still stands for its key. */
  public boolean isKept(Instant now) {
    return now.isBefore(at.plus(KEPT));
  }
}

package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What came of a job. The payloads are artifacts at global already.
 *
 * @param payloads deltas from the base, each smaller than the full image's payload; empty: none is
 */
public record DeltaResult(Digest base, Digest image, String worker, List<Payload> payloads) {
  private static final Field<DeltaResult, Digest> BASE =
      Field.required(1, "base", Types.DIGEST, DeltaResult::base);
  private static final Field<DeltaResult, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, DeltaResult::image);
  private static final Field<DeltaResult, String> WORKER =
      Field.required(3, "worker", Types.text(Limits.WORKER), DeltaResult::worker);
  private static final Field<DeltaResult, List<Payload>> PAYLOADS =
      Field.optional(
          4,
          "payloads",
          Types.list(Payload.TABLE, Limits.PAYLOADS),
          DeltaResult::payloads,
          List.of());

  /** The field table. */
  public static final Table<DeltaResult> TABLE =
      new Table<>(
          "delta-result",
          List.of(BASE, IMAGE, WORKER, PAYLOADS),
          row ->
              new DeltaResult(row.get(BASE), row.get(IMAGE), row.get(WORKER), row.get(PAYLOADS)));

  public static final Codec<DeltaResult> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public DeltaResult {
    payloads = List.copyOf(payloads);
  }
}

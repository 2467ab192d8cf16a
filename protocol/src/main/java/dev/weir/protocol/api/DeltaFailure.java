package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Why a worker could not build a delta. */
public record DeltaFailure(Digest base, Digest image, String worker, String reason) {
  private static final Field<DeltaFailure, Digest> BASE =
      Field.required(1, "base", Types.DIGEST, DeltaFailure::base);
  private static final Field<DeltaFailure, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, DeltaFailure::image);
  private static final Field<DeltaFailure, String> WORKER =
      Field.required(3, "worker", Types.text(Limits.WORKER), DeltaFailure::worker);
  private static final Field<DeltaFailure, String> REASON =
      Field.required(4, "reason", Types.text(Limits.TEXT), DeltaFailure::reason);

  /** The field table. */
  public static final Table<DeltaFailure> TABLE =
      new Table<>(
          "delta-failure",
          List.of(BASE, IMAGE, WORKER, REASON),
          row -> new DeltaFailure(row.get(BASE), row.get(IMAGE), row.get(WORKER), row.get(REASON)));

  public static final Codec<DeltaFailure> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A worker speaks of the job that it holds.
 *
 * @param base the image that the delta starts from
 * @param image what it becomes
 */
public record DeltaClaim(Digest base, Digest image, String worker) {
  private static final Field<DeltaClaim, Digest> BASE =
      Field.required(1, "base", Types.DIGEST, DeltaClaim::base);
  private static final Field<DeltaClaim, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, DeltaClaim::image);
  private static final Field<DeltaClaim, String> WORKER =
      Field.required(3, "worker", Types.text(Limits.WORKER), DeltaClaim::worker);

  /** The field table. */
  public static final Table<DeltaClaim> TABLE =
      new Table<>(
          "delta-claim",
          List.of(BASE, IMAGE, WORKER),
          row -> new DeltaClaim(row.get(BASE), row.get(IMAGE), row.get(WORKER)));

  public static final Codec<DeltaClaim> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

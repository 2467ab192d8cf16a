package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a worker gets when it asks for work.
 *
 * @param order absent: there is none just now
 */
public record DeltaLease(Optional<DeltaOrder> order) {
  private static final Field<DeltaLease, Optional<DeltaOrder>> ORDER =
      Field.maybe(1, "order", DeltaOrder.TABLE, DeltaLease::order);

  /** The field table. */
  public static final Table<DeltaLease> TABLE =
      new Table<>("delta-lease", List.of(ORDER), row -> new DeltaLease(row.get(ORDER)));

  public static final Codec<DeltaLease> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * A job that was given to a worker.
 *
 * @param devices that wait for it
 * @param until when the lease ends, unless it is renewed
 */
public record DeltaOrder(DeltaEnd base, DeltaEnd image, int devices, Instant until) {
  private static final Field<DeltaOrder, DeltaEnd> BASE =
      Field.required(1, "base", DeltaEnd.TABLE, DeltaOrder::base);
  private static final Field<DeltaOrder, DeltaEnd> IMAGE =
      Field.required(2, "image", DeltaEnd.TABLE, DeltaOrder::image);
  private static final Field<DeltaOrder, Integer> DEVICES =
      Field.optional(3, "devices", Types.SMALL, DeltaOrder::devices, 0);
  private static final Field<DeltaOrder, Instant> UNTIL =
      Field.required(4, "until", Types.INSTANT, DeltaOrder::until);

  /** The field table. */
  public static final Table<DeltaOrder> TABLE =
      new Table<>(
          "delta-order",
          List.of(BASE, IMAGE, DEVICES, UNTIL),
          row -> new DeltaOrder(row.get(BASE), row.get(IMAGE), row.get(DEVICES), row.get(UNTIL)));
}

package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Devices that change their region.
 *
 * @param from absent: none served them
 * @param to absent: none may serve them
 */
public record ResidencyMove(Optional<RegionId> from, Optional<RegionId> to, int devices) {
  private static final Field<ResidencyMove, Optional<RegionId>> FROM =
      Field.maybe(1, "from", IdTypes.REGION, ResidencyMove::from);
  private static final Field<ResidencyMove, Optional<RegionId>> TO =
      Field.maybe(2, "to", IdTypes.REGION, ResidencyMove::to);
  private static final Field<ResidencyMove, Integer> DEVICES =
      Field.required(3, "devices", Types.SMALL, ResidencyMove::devices);

  /** The field table. */
  public static final Table<ResidencyMove> TABLE =
      new Table<>(
          "residency-move",
          List.of(FROM, TO, DEVICES),
          row -> new ResidencyMove(row.get(FROM), row.get(TO), row.get(DEVICES)));
}

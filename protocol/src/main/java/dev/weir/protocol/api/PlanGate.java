package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Whether a gate can be met. */
public record PlanGate(String wave, boolean meetable, String detail) {
  private static final Field<PlanGate, String> WAVE =
      Field.required(1, "wave", Types.text(Limits.TEXT), PlanGate::wave);
  private static final Field<PlanGate, Boolean> MEETABLE =
      Field.required(2, "meetable", Types.FLAG, PlanGate::meetable);
  private static final Field<PlanGate, String> DETAIL =
      Field.required(3, "detail", Types.text(Limits.TEXT), PlanGate::detail);

  /** The field table. */
  public static final Table<PlanGate> TABLE =
      new Table<>(
          "plan-gate",
          List.of(WAVE, MEETABLE, DETAIL),
          row -> new PlanGate(row.get(WAVE), row.get(MEETABLE), row.get(DETAIL)));
}

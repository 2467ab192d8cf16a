package dev.weir.protocol.message;

import dev.weir.protocol.id.Generation;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import java.util.List;
import java.util.Optional;

/**
 * What should be, numbered; a newer generation supersedes.
 *
 * @param goal absent: stay as you are, and give up what is not being installed
 */
public record DesiredState(Generation generation, Optional<Goal> goal) {
  private static final Field<DesiredState, Generation> GENERATION =
      Field.required(1, "generation", IdTypes.GENERATION, DesiredState::generation);
  private static final Field<DesiredState, Optional<Goal>> GOAL =
      Field.maybe(2, "goal", Goal.TABLE, DesiredState::goal);

  /** The field table. */
  public static final Table<DesiredState> TABLE =
      new Table<>(
          "desired-state",
          List.of(GENERATION, GOAL),
          row -> new DesiredState(row.get(GENERATION), row.get(GOAL)));
}

package dev.weir.global.rollout;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rollout's wait for deltas.
 *
 * @param until when it ends at the latest; absent: it does not wait, or not any more
 * @param outcome how it ended, for people; empty: it did not wait, or still does
 */
public record Preparation(Optional<Instant> until, String outcome) {
  public static final Preparation NONE = new Preparation(Optional.empty(), "");

  private static final Field<Preparation, Optional<Instant>> UNTIL =
      Field.maybe(1, "until", Types.INSTANT, Preparation::until);
  private static final Field<Preparation, String> OUTCOME =
      Field.optional(2, "outcome", Types.text(Limits.TEXT), Preparation::outcome, "");

  /** How it is stored. */
  public static final Table<Preparation> TABLE =
      new Table<>(
          "preparation",
          List.of(UNTIL, OUTCOME),
          row -> new Preparation(row.get(UNTIL), row.get(OUTCOME)));

  public boolean isWaiting() {
    return until.isPresent();
  }

  static Preparation ended(String outcome) {
    return new Preparation(Optional.empty(), outcome);
  }
}

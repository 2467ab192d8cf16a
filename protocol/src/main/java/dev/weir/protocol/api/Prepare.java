package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * How long a rollout waits for the deltas that many of its targets could take.
 *
 * @param atMost zero: it starts at once with what there is, and deltas join later
 * @param then what happens when the wait is over and deltas are missing
 */
public record Prepare(Duration atMost, Then then) {
  /** The policy where nothing is said. */
  public static final Prepare AT_ONCE = new Prepare(Duration.ZERO, Then.FULL);

  /** What a rollout does without the deltas that it waited for. */
  public enum Then {
    /** It starts; devices without a delta take the full image. */
    FULL,
    /** It is paused, until a person resumes it. */
    HOLD
  }

  private static final Field<Prepare, Duration> AT_MOST =
      Field.optional(1, "atMost", Types.DURATION, Prepare::atMost, Duration.ZERO);
  private static final Field<Prepare, Then> THEN =
      Field.optional(2, "then", Types.choice(Then.class), Prepare::then, Then.FULL);

  /** The field table. */
  public static final Table<Prepare> TABLE =
      new Table<>(
          "prepare", List.of(AT_MOST, THEN), row -> new Prepare(row.get(AT_MOST), row.get(THEN)));
}

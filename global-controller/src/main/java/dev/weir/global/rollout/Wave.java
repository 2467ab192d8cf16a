package dev.weir.global.rollout;

import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An opened wave.
 *
 * @param open its rank, frozen when it opened
 * @param holdsSince since when its gate's evidence has held unbroken
 * @param passedAt when its gate passed; absent again when its evidence breaks
 */
public record Wave(
    Rank open, Instant openedAt, Optional<Instant> holdsSince, Optional<Instant> passedAt) {
  private static final Field<Wave, Rank> OPEN = Field.required(1, "open", Types.RANK, Wave::open);
  private static final Field<Wave, Instant> OPENED_AT =
      Field.required(2, "openedAt", Types.INSTANT, Wave::openedAt);
  private static final Field<Wave, Optional<Instant>> HOLDS_SINCE =
      Field.maybe(3, "holdsSince", Types.INSTANT, Wave::holdsSince);
  private static final Field<Wave, Optional<Instant>> PASSED_AT =
      Field.maybe(4, "passedAt", Types.INSTANT, Wave::passedAt);

  /** How it is stored. */
  public static final Table<Wave> TABLE =
      new Table<>(
          "wave",
          List.of(OPEN, OPENED_AT, HOLDS_SINCE, PASSED_AT),
          row ->
              new Wave(
                  row.get(OPEN), row.get(OPENED_AT), row.get(HOLDS_SINCE), row.get(PASSED_AT)));

  /** A wave that opens now. */
  public static Wave opened(Rank open, Instant now) {
    return new Wave(open, now, Optional.empty(), Optional.empty());
  }

  /** The evidence holds; the bake goes on, or begins. */
  Wave holding(Instant now) {
    return holdsSince.isPresent() ? this : new Wave(open, openedAt, Optional.of(now), passedAt);
  }

  /** The evidence is broken; a gate that had passed is closed again. */
  Wave broken() {
    return new Wave(open, openedAt, Optional.empty(), Optional.empty());
  }

  Wave passed(Instant now) {
    return passedAt.isPresent() ? this : new Wave(open, openedAt, holdsSince, Optional.of(now));
  }
}

package dev.weir.global.rollout;

import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rollout as it stands.
 *
 * @param reason why it is paused, halted or aborted
 * @param waves the opened ones, in order; their ranks never fall
 * @param accepted the failures that were there when a person resumed it last
 * @param revision rises with each change that regions must know
 * @param order rises with each started rollout
 * @param version rises with each change that is stored
 * @param preparation its wait for deltas, before the first wave
 */
public record Rollout(
    RolloutSpec spec,
    RolloutState state,
    String reason,
    List<Wave> waves,
    Tally accepted,
    Instant startedAt,
    Optional<Instant> endedAt,
    long revision,
    long order,
    long version,
    Preparation preparation) {
  private static final Field<Rollout, RolloutSpec> SPEC =
      Field.required(1, "spec", RolloutSpec.TABLE, Rollout::spec);
  private static final Field<Rollout, RolloutState> STATE =
      Field.required(2, "state", Types.choice(RolloutState.class), Rollout::state);
  private static final Field<Rollout, String> REASON =
      Field.optional(3, "reason", Types.text(Limits.TEXT), Rollout::reason, "");
  private static final Field<Rollout, List<Wave>> OPENED =
      Field.required(4, "waves", Types.list(Wave.TABLE, Limits.WAVES), Rollout::waves);
  private static final Field<Rollout, Tally> ACCEPTED =
      Field.required(5, "accepted", Tally.TABLE, Rollout::accepted);
  private static final Field<Rollout, Instant> STARTED_AT =
      Field.required(6, "startedAt", Types.INSTANT, Rollout::startedAt);
  private static final Field<Rollout, Optional<Instant>> ENDED_AT =
      Field.maybe(7, "endedAt", Types.INSTANT, Rollout::endedAt);
  private static final Field<Rollout, Long> REVISION =
      Field.required(8, "revision", Types.COUNT, Rollout::revision);
  private static final Field<Rollout, Long> ORDER =
      Field.required(9, "order", Types.COUNT, Rollout::order);
  private static final Field<Rollout, Long> VERSION =
      Field.required(10, "version", Types.COUNT, Rollout::version);
  private static final Field<Rollout, Preparation> PREPARATION =
      Field.optional(11, "preparation", Preparation.TABLE, Rollout::preparation, Preparation.NONE);

  /** How it is stored. */
  public static final Table<Rollout> TABLE =
      new Table<>(
          "rollout",
          List.of(
              SPEC,
              STATE,
              REASON,
              OPENED,
              ACCEPTED,
              STARTED_AT,
              ENDED_AT,
              REVISION,
              ORDER,
              VERSION,
              PREPARATION),
          row ->
              new Rollout(
                  row.get(SPEC),
                  row.get(STATE),
                  row.get(REASON),
                  row.get(OPENED),
                  row.get(ACCEPTED),
                  row.get(STARTED_AT),
                  row.get(ENDED_AT),
                  row.get(REVISION),
                  row.get(ORDER),
                  row.get(VERSION),
                  row.get(PREPARATION)));

  public static final Codec<Rollout> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public RolloutId id() {
    return spec.rollout();
  }

  /** Highest open rank; absent before the first wave. */
  public Optional<Rank> openRank() {
    return waves.isEmpty() ? Optional.empty() : Optional.of(waves.get(waves.size() - 1).open());
  }

  /** The wave that opens next; empty once all are open. */
  Optional<WaveSpec> nextWave() {
    return waves.size() < spec.waves().size()
        ? Optional.of(spec.waves().get(waves.size()))
        : Optional.empty();
  }

  boolean hasPassedAll() {
    return waves.stream().allMatch(wave -> wave.passedAt().isPresent());
  }

  Rollout withWaves(List<Wave> changed) {
    return new Rollout(
        spec,
        state,
        reason,
        changed,
        accepted,
        startedAt,
        endedAt,
        revision,
        order,
        version,
        preparation);
  }

  Rollout accepting(Tally failures) {
    return new Rollout(
        spec,
        state,
        reason,
        waves,
        failures,
        startedAt,
        endedAt,
        revision,
        order,
        version,
        preparation);
  }

  /** Another state, which regions must know. */
  Rollout entering(RolloutState next, String why, Instant now) {
    return new Rollout(
        spec,
        next,
        why,
        waves,
        accepted,
        startedAt,
        next.isOver() ? Optional.of(now) : Optional.empty(),
        revision + 1,
        order,
        version,
        preparation);
  }

  /** The same, of which regions must be told anew. */
  public Rollout retold() {
    return new Rollout(
        spec,
        state,
        reason,
        waves,
        accepted,
        startedAt,
        endedAt,
        revision + 1,
        order,
        version,
        preparation);
  }

  /** A person lets it go on: it waits for deltas no longer. */
  Rollout waitedEnough() {
    return preparation.isWaiting()
        ? with(Preparation.ended("resumed before all deltas were built"))
        : this;
  }

  Rollout with(Preparation next) {
    return new Rollout(
        spec, state, reason, waves, accepted, startedAt, endedAt, revision, order, version, next);
  }

  /** The next version of this row, to be stored. */
  public Rollout nextVersion() {
    return new Rollout(
        spec,
        state,
        reason,
        waves,
        accepted,
        startedAt,
        endedAt,
        revision,
        order,
        version + 1,
        preparation);
  }
}

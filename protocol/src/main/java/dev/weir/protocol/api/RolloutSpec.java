package dev.weir.protocol.api;

import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * What an operator asks for.
 *
 * @param selector empty: all devices of the model
 * @param waves in order; the last one is all
 * @param maxConcurrent permits at a time in each region
 * @param startWithin how long after it was sent a desired state may be begun
 * @param abort any one of them halts
 * @param prepare how long it waits for deltas before it starts
 * @param fallbackBytes of full images that each region may give to devices that could not apply
 *     their delta
 */
public record RolloutSpec(
    RolloutId rollout,
    ReleaseId release,
    String selector,
    List<WaveSpec> waves,
    int maxConcurrent,
    Duration startWithin,
    Deadlines deadlines,
    List<AbortThreshold> abort,
    Prepare prepare,
    long fallbackBytes) {
  private static final Field<RolloutSpec, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, RolloutSpec::rollout);
  private static final Field<RolloutSpec, ReleaseId> RELEASE =
      Field.required(2, "release", IdTypes.RELEASE, RolloutSpec::release);
  private static final Field<RolloutSpec, String> SELECTOR =
      Field.optional(3, "selector", Types.text(Limits.SELECTOR), RolloutSpec::selector, "");
  private static final Field<RolloutSpec, List<WaveSpec>> WAVES =
      Field.required(4, "waves", Types.list(WaveSpec.TABLE, Limits.WAVES), RolloutSpec::waves);
  private static final Field<RolloutSpec, Integer> MAX_CONCURRENT =
      Field.optional(5, "maxConcurrent", Types.SMALL, RolloutSpec::maxConcurrent, 100);
  private static final Field<RolloutSpec, Duration> START_WITHIN =
      Field.optional(
          6, "startWithin", Types.DURATION, RolloutSpec::startWithin, Duration.ofHours(1));
  private static final Field<RolloutSpec, Deadlines> DEADLINES =
      Field.required(7, "deadlines", Deadlines.TABLE, RolloutSpec::deadlines);
  private static final Field<RolloutSpec, List<AbortThreshold>> ABORT =
      Field.required(
          8, "abort", Types.list(AbortThreshold.TABLE, Limits.LABELS), RolloutSpec::abort);
  private static final Field<RolloutSpec, Prepare> PREPARE =
      Field.optional(9, "prepare", Prepare.TABLE, RolloutSpec::prepare, Prepare.AT_ONCE);
  private static final Field<RolloutSpec, Long> FALLBACK_BYTES =
      Field.optional(10, "fallbackBytes", Types.COUNT, RolloutSpec::fallbackBytes, 0L);

  /** The field table. */
  public static final Table<RolloutSpec> TABLE =
      new Table<>(
          "rollout-spec",
          List.of(
              ROLLOUT,
              RELEASE,
              SELECTOR,
              WAVES,
              MAX_CONCURRENT,
              START_WITHIN,
              DEADLINES,
              ABORT,
              PREPARE,
              FALLBACK_BYTES),
          row ->
              new RolloutSpec(
                  row.get(ROLLOUT),
                  row.get(RELEASE),
                  row.get(SELECTOR),
                  row.get(WAVES),
                  row.get(MAX_CONCURRENT),
                  row.get(START_WITHIN),
                  row.get(DEADLINES),
                  row.get(ABORT),
                  row.get(PREPARE),
                  row.get(FALLBACK_BYTES)));

  public static final Codec<RolloutSpec> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public RolloutSpec {
    if (waves.isEmpty()) {
      throw new IllegalArgumentException("waves must have at least one element");
    }
    waves = List.copyOf(waves);
  }

  /** A rollout that starts at once, and gives no full image in place of a delta. */
  public RolloutSpec(
      RolloutId rollout,
      ReleaseId release,
      String selector,
      List<WaveSpec> waves,
      int maxConcurrent,
      Duration startWithin,
      Deadlines deadlines,
      List<AbortThreshold> abort) {
    this(
        rollout,
        release,
        selector,
        waves,
        maxConcurrent,
        startWithin,
        deadlines,
        abort,
        Prepare.AT_ONCE,
        0);
  }
}

package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * The targets of one wave of one rollout in one region; each stands in exactly one number.
 *
 * @param wave from 0
 * @param waiting no desired state sent yet
 * @param unreached sent, and no proof that it was accepted
 * @param working accepted, and not yet installing
 * @param switching installing up to trial: may still change what it runs
 * @param silent silent before installing
 * @param failures reverted, failed, or silent from installing on; by class
 * @param already runs the release since before the rollout
 */
public record WaveCounts(
    int wave,
    int waiting,
    int unreached,
    int working,
    int switching,
    int committed,
    int silent,
    List<FailureCount> failures,
    int already) {
  private static final Field<WaveCounts, Integer> WAVE =
      Field.required(1, "wave", Types.SMALL, WaveCounts::wave);
  private static final Field<WaveCounts, Integer> WAITING =
      Field.optional(2, "waiting", Types.SMALL, WaveCounts::waiting, 0);
  private static final Field<WaveCounts, Integer> UNREACHED =
      Field.optional(3, "unreached", Types.SMALL, WaveCounts::unreached, 0);
  private static final Field<WaveCounts, Integer> WORKING =
      Field.optional(4, "working", Types.SMALL, WaveCounts::working, 0);
  private static final Field<WaveCounts, Integer> SWITCHING =
      Field.optional(5, "switching", Types.SMALL, WaveCounts::switching, 0);
  private static final Field<WaveCounts, Integer> COMMITTED =
      Field.optional(6, "committed", Types.SMALL, WaveCounts::committed, 0);
  private static final Field<WaveCounts, Integer> SILENT =
      Field.optional(7, "silent", Types.SMALL, WaveCounts::silent, 0);
  private static final Field<WaveCounts, List<FailureCount>> FAILURES =
      Field.optional(
          8,
          "failures",
          Types.list(FailureCount.TABLE, Limits.LABELS),
          WaveCounts::failures,
          List.of());
  private static final Field<WaveCounts, Integer> ALREADY =
      Field.optional(9, "already", Types.SMALL, WaveCounts::already, 0);

  /** The field table. */
  public static final Table<WaveCounts> TABLE =
      new Table<>(
          "wave-counts",
          List.of(
              WAVE, WAITING, UNREACHED, WORKING, SWITCHING, COMMITTED, SILENT, FAILURES, ALREADY),
          row ->
              new WaveCounts(
                  row.get(WAVE),
                  row.get(WAITING),
                  row.get(UNREACHED),
                  row.get(WORKING),
                  row.get(SWITCHING),
                  row.get(COMMITTED),
                  row.get(SILENT),
                  row.get(FAILURES),
                  row.get(ALREADY)));

  public int failed() {
    return failures.stream().mapToInt(FailureCount::count).sum();
  }

  public int targets() {
    return waiting + unreached + working + switching + committed + silent + failed() + already;
  }
}

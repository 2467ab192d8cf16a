package dev.weir.protocol.message;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Order from global to a region: one rollout up to an open rank. A newer revision replaces the
 * older; an open rank never falls.
 *
 * @param revision rises with each change
 * @param selector empty: all devices of the model
 * @param waves open rank of each opened wave, rising
 * @param maxConcurrent permits at a time in this region
 * @param startWithin a desired state may be begun this long
 * @param abort also judged by the region on its own evidence
 * @param image what a device runs that is already there
 * @param order of two rollouts that both want a device, the one with the higher order wins
 * @param more the newest {@link dev.weir.protocol.manifest.MorePayloads} of the release, an
 *     artifact
 * @param moreBytes its size; 0 where there is none
 * @param fallbackBytes of full images that the region may give to devices that could not apply
 *     their delta, in this rollout
 */
public record Directive(
    RolloutId rollout,
    long revision,
    RolloutState state,
    ReleaseId release,
    Model model,
    Digest manifest,
    int manifestBytes,
    String selector,
    List<Rank> waves,
    int maxConcurrent,
    Duration startWithin,
    Deadlines deadlines,
    List<AbortThreshold> abort,
    Digest image,
    long order,
    Optional<Digest> more,
    int moreBytes,
    long fallbackBytes) {
  private static final Field<Directive, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, Directive::rollout);
  private static final Field<Directive, Long> REVISION =
      Field.required(2, "revision", Types.COUNT, Directive::revision);
  private static final Field<Directive, RolloutState> STATE =
      Field.required(3, "state", Types.choice(RolloutState.class), Directive::state);
  private static final Field<Directive, ReleaseId> RELEASE =
      Field.required(4, "release", IdTypes.RELEASE, Directive::release);
  private static final Field<Directive, Model> MODEL =
      Field.required(5, "model", IdTypes.MODEL, Directive::model);
  private static final Field<Directive, Digest> MANIFEST =
      Field.required(6, "manifest", Types.DIGEST, Directive::manifest);
  private static final Field<Directive, Integer> MANIFEST_BYTES =
      Field.required(7, "manifestBytes", Types.SMALL, Directive::manifestBytes);
  private static final Field<Directive, String> SELECTOR =
      Field.optional(8, "selector", Types.text(Limits.SELECTOR), Directive::selector, "");
  private static final Field<Directive, List<Rank>> WAVES =
      Field.required(9, "waves", Types.list(Types.RANK, Limits.WAVES), Directive::waves);
  private static final Field<Directive, Integer> MAX_CONCURRENT =
      Field.required(10, "maxConcurrent", Types.SMALL, Directive::maxConcurrent);
  private static final Field<Directive, Duration> START_WITHIN =
      Field.required(11, "startWithin", Types.DURATION, Directive::startWithin);
  private static final Field<Directive, Deadlines> DEADLINES =
      Field.required(12, "deadlines", Deadlines.TABLE, Directive::deadlines);
  private static final Field<Directive, List<AbortThreshold>> ABORT =
      Field.required(
          13, "abort", Types.list(AbortThreshold.TABLE, Limits.LABELS), Directive::abort);
  private static final Field<Directive, Digest> IMAGE =
      Field.required(14, "image", Types.DIGEST, Directive::image);
  private static final Field<Directive, Long> ORDER =
      Field.required(15, "order", Types.COUNT, Directive::order);
  private static final Field<Directive, Optional<Digest>> MORE =
      Field.maybe(16, "more", Types.DIGEST, Directive::more);
  private static final Field<Directive, Integer> MORE_BYTES =
      Field.optional(17, "moreBytes", Types.SMALL, Directive::moreBytes, 0);
  private static final Field<Directive, Long> FALLBACK_BYTES =
      Field.optional(18, "fallbackBytes", Types.COUNT, Directive::fallbackBytes, 0L);

  /** The field table. */
  public static final Table<Directive> TABLE =
      new Table<>(
          "directive",
          List.of(
              ROLLOUT,
              REVISION,
              STATE,
              RELEASE,
              MODEL,
              MANIFEST,
              MANIFEST_BYTES,
              SELECTOR,
              WAVES,
              MAX_CONCURRENT,
              START_WITHIN,
              DEADLINES,
              ABORT,
              IMAGE,
              ORDER,
              MORE,
              MORE_BYTES,
              FALLBACK_BYTES),
          row ->
              new Directive(
                  row.get(ROLLOUT),
                  row.get(REVISION),
                  row.get(STATE),
                  row.get(RELEASE),
                  row.get(MODEL),
                  row.get(MANIFEST),
                  row.get(MANIFEST_BYTES),
                  row.get(SELECTOR),
                  row.get(WAVES),
                  row.get(MAX_CONCURRENT),
                  row.get(START_WITHIN),
                  row.get(DEADLINES),
                  row.get(ABORT),
                  row.get(IMAGE),
                  row.get(ORDER),
                  row.get(MORE),
                  row.get(MORE_BYTES),
                  row.get(FALLBACK_BYTES)));
}

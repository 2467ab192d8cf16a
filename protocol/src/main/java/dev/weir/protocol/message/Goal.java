package dev.weir.protocol.message;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device should come to run.
 *
 * @param manifest of the signed manifest, an artifact
 * @param startBefore not to begin to install after this without asking again
 * @param more of deltas that the manifest does not name ({@link
 *     dev.weir.protocol.manifest.MorePayloads}), an artifact
 * @param moreBytes its size; 0 where there is none
 * @param deltas false: the full image is to be taken, whatever deltas there are
 */
public record Goal(
    RolloutId rollout,
    ReleaseId release,
    Digest manifest,
    int manifestBytes,
    Instant startBefore,
    Optional<Digest> more,
    int moreBytes,
    boolean deltas) {
  private static final Field<Goal, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, Goal::rollout);
  private static final Field<Goal, ReleaseId> RELEASE =
      Field.required(2, "release", IdTypes.RELEASE, Goal::release);
  private static final Field<Goal, Digest> MANIFEST =
      Field.required(3, "manifest", Types.DIGEST, Goal::manifest);
  private static final Field<Goal, Integer> MANIFEST_BYTES =
      Field.required(4, "manifestBytes", Types.SMALL, Goal::manifestBytes);
  private static final Field<Goal, Instant> START_BEFORE =
      Field.required(5, "startBefore", Types.INSTANT, Goal::startBefore);
  private static final Field<Goal, Optional<Digest>> MORE =
      Field.maybe(6, "more", Types.DIGEST, Goal::more);
  private static final Field<Goal, Integer> MORE_BYTES =
      Field.optional(7, "moreBytes", Types.SMALL, Goal::moreBytes, 0);
  private static final Field<Goal, Boolean> DELTAS =
      Field.optional(8, "deltas", Types.FLAG, Goal::deltas, true);

  /** The field table. */
  public static final Table<Goal> TABLE =
      new Table<>(
          "goal",
          List.of(
              ROLLOUT, RELEASE, MANIFEST, MANIFEST_BYTES, START_BEFORE, MORE, MORE_BYTES, DELTAS),
          row ->
              new Goal(
                  row.get(ROLLOUT),
                  row.get(RELEASE),
                  row.get(MANIFEST),
                  row.get(MANIFEST_BYTES),
                  row.get(START_BEFORE),
                  row.get(MORE),
                  row.get(MORE_BYTES),
                  row.get(DELTAS)));

  /** A goal with the manifest's own payloads. */
  public Goal(
      RolloutId rollout,
      ReleaseId release,
      Digest manifest,
      int manifestBytes,
      Instant startBefore) {
    this(rollout, release, manifest, manifestBytes, startBefore, Optional.empty(), 0, true);
  }
}

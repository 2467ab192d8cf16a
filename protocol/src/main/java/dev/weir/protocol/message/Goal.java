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

/**
 * What a device should come to run.
 *
 * @param manifest of the signed manifest, an artifact
 * @param startBefore not to begin to install after this without asking again
 */
public record Goal(
    RolloutId rollout, ReleaseId release, Digest manifest, int manifestBytes, Instant startBefore) {
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

  /** The field table. */
  public static final Table<Goal> TABLE =
      new Table<>(
          "goal",
          List.of(ROLLOUT, RELEASE, MANIFEST, MANIFEST_BYTES, START_BEFORE),
          row ->
              new Goal(
                  row.get(ROLLOUT),
                  row.get(RELEASE),
                  row.get(MANIFEST),
                  row.get(MANIFEST_BYTES),
                  row.get(START_BEFORE)));
}

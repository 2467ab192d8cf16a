package dev.weir.agent.slot;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What a slot holds. Kept in boot control's record, so that it changes together with the pointer.
 *
 * @param release absent in an image that came with the device
 * @param manifest of the signed manifest
 * @param counter of the release; 0 for what came with the device
 * @param image as it was measured before the switch
 */
public record SlotContents(
    Optional<ReleaseId> release,
    Optional<Digest> manifest,
    Version version,
    long counter,
    Digest image) {
  private static final Field<SlotContents, Optional<ReleaseId>> RELEASE =
      Field.maybe(1, "release", IdTypes.RELEASE, SlotContents::release);
  private static final Field<SlotContents, Optional<Digest>> MANIFEST =
      Field.maybe(2, "manifest", Types.DIGEST, SlotContents::manifest);
  private static final Field<SlotContents, Version> VERSION =
      Field.required(3, "version", IdTypes.VERSION, SlotContents::version);
  private static final Field<SlotContents, Long> COUNTER =
      Field.required(4, "counter", Types.COUNT, SlotContents::counter);
  private static final Field<SlotContents, Digest> IMAGE =
      Field.required(5, "image", Types.DIGEST, SlotContents::image);

  /** The field table. */
  public static final Table<SlotContents> TABLE =
      new Table<>(
          "slot-contents",
          List.of(RELEASE, MANIFEST, VERSION, COUNTER, IMAGE),
          row ->
              new SlotContents(
                  row.get(RELEASE),
                  row.get(MANIFEST),
                  row.get(VERSION),
                  row.get(COUNTER),
                  row.get(IMAGE)));

  /** A release's image. */
  public static SlotContents of(Manifest manifest, Digest signed) {
    return new SlotContents(
        Optional.of(manifest.release()),
        Optional.of(signed),
        manifest.version(),
        manifest.counter(),
        manifest.image());
  }

  /** Whether it holds the image that this goal is about. */
  public boolean isOf(Goal goal) {
    return release.equals(Optional.of(goal.release()))
        && manifest.equals(Optional.of(goal.manifest()));
  }

  /** An image that came with the device. */
  public static SlotContents shipped(Version version, Digest image) {
    return new SlotContents(Optional.empty(), Optional.empty(), version, 0, image);
  }
}

package dev.weir.protocol.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Deltas that were built after their release was signed. An artifact that nobody signs: what is
 * installed is decided by the image digest of the signed manifest alone. Source: docs/protocol.md,
 * section 5.6.
 *
 * @param image what every one of the payloads becomes
 * @param payloads a device takes none but those with a base
 */
public record MorePayloads(ReleaseId release, Digest image, List<Payload> payloads) {
  private static final Field<MorePayloads, ReleaseId> RELEASE =
      Field.required(1, "release", IdTypes.RELEASE, MorePayloads::release);
  private static final Field<MorePayloads, Digest> IMAGE =
      Field.required(2, "image", Types.DIGEST, MorePayloads::image);
  private static final Field<MorePayloads, List<Payload>> PAYLOADS =
      Field.required(
          3,
          "payloads",
          Types.listOfKnown(Payload.TABLE, Limits.MORE_PAYLOADS),
          MorePayloads::payloads);

  /** The field table. */
  public static final Table<MorePayloads> TABLE =
      new Table<>(
          "more-payloads",
          List.of(RELEASE, IMAGE, PAYLOADS),
          row -> new MorePayloads(row.get(RELEASE), row.get(IMAGE), row.get(PAYLOADS)));

  public static final Codec<MorePayloads> CODEC = Codec.of(TABLE, Limits.MANIFEST);

  public MorePayloads {
    payloads = List.copyOf(payloads);
  }

  /** What a device may take besides the manifest's own: deltas, if it is about the same image. */
  public List<Payload> deltasFor(Manifest manifest) {
    return release.equals(manifest.release()) && image.equals(manifest.image())
        ? payloads.stream().filter(payload -> payload.base().isPresent()).toList()
        : List.of();
  }
}

package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * A published release.
 *
 * @param signedDigest of the signed manifest, an artifact
 */
public record ReleaseView(
    Manifest manifest, Digest signedDigest, int signedBytes, Instant publishedAt) {
  private static final Field<ReleaseView, Manifest> MANIFEST =
      Field.required(1, "manifest", Manifest.TABLE, ReleaseView::manifest);
  private static final Field<ReleaseView, Digest> SIGNED_DIGEST =
      Field.required(2, "signedDigest", Types.DIGEST, ReleaseView::signedDigest);
  private static final Field<ReleaseView, Integer> SIGNED_BYTES =
      Field.required(3, "signedBytes", Types.SMALL, ReleaseView::signedBytes);
  private static final Field<ReleaseView, Instant> PUBLISHED_AT =
      Field.required(4, "publishedAt", Types.INSTANT, ReleaseView::publishedAt);

  /** The field table. */
  public static final Table<ReleaseView> TABLE =
      new Table<>(
          "release-view",
          List.of(MANIFEST, SIGNED_DIGEST, SIGNED_BYTES, PUBLISHED_AT),
          row ->
              new ReleaseView(
                  row.get(MANIFEST),
                  row.get(SIGNED_DIGEST),
                  row.get(SIGNED_BYTES),
                  row.get(PUBLISHED_AT)));

  public static final Codec<ReleaseView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.global.catalog;

import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.manifest.Manifest;
import java.time.Instant;

/**
 * A published release; immutable.
 *
 * @param signed digest of the signed manifest, an artifact
 * @param signedBytes its size
 */
public record Release(Manifest manifest, Digest signed, int signedBytes, Instant publishedAt) {
  public ReleaseId id() {
    return manifest.release();
  }

  public Model model() {
    return manifest.compatibility().model();
  }

  public ReleaseView view() {
    return new ReleaseView(manifest, signed, signedBytes, publishedAt);
  }

  public static Release of(ReleaseView view) {
    return new Release(
        view.manifest(), view.signedDigest(), view.signedBytes(), view.publishedAt());
  }
}

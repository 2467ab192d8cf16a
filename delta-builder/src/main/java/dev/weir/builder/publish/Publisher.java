package dev.weir.builder.publish;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.BrokenRelease;
import dev.weir.builder.release.ReleaseFolder;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Publishes a signed release folder: each payload that global does not have, then the signed
 * manifest. Repeating it after any failure goes on where it stopped. Source: docs/protocol.md,
 * section 10.
 */
public final class Publisher {
  private final GlobalApi global;
  private final Progress progress;

  public Publisher(GlobalApi global, Progress progress) {
    this.global = global;
    this.progress = progress;
  }

  /**
   * Publishes; nothing is sent before the folder has been found whole.
   *
   * @throws BrokenRelease where the folder is not a signed release
   * @throws IOException where global does not answer or a file can't be read
   */
  public Published publish(Path folder) throws IOException {
    ReleaseFolder release = new ReleaseFolder(folder);
    Manifest manifest = release.signedManifest();
    release.check(manifest);
    long total = manifest.payloads().stream().mapToLong(Payload::size).sum();
    long done = 0;
    long sent = 0;
    for (Payload payload : manifest.payloads()) {
      progress.at("publishing", done, total);
      if (!global.hasArtifact(payload.digest())) {
        Optional<Problem> problem =
            global.putArtifact(payload.digest(), release.artifact(payload.digest()));
        if (problem.isPresent()) {
          return new Published.Refused("artifact " + payload.digest(), problem.get());
        }
        sent += payload.size();
      }
      done += payload.size();
    }
    progress.at("publishing", done, total);
    Posted posted = global.postRelease(release.signedBytes());
    return posted instanceof Posted.Accepted accepted
        ? new Published.Done(accepted.view(), sent)
        : new Published.Refused(
            "release " + manifest.release(), ((Posted.Refused) posted).problem());
  }
}

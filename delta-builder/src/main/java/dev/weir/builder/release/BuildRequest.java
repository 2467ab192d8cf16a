package dev.weir.builder.release;

import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a release is made of. The same request over the same files gives the same bytes.
 *
 * @param counter from 1; above that of every earlier release of the model
 * @param image the new image, 1 byte to {@link Releases#LARGEST_IMAGE}
 * @param bases at most 15; an image that is named twice is used once
 * @param createdAt stands in the manifest, in whole milliseconds
 */
public record BuildRequest(
    ReleaseId release,
    Version version,
    long counter,
    Compatibility compatibility,
    ImageFormat format,
    Path image,
    List<Base> bases,
    Health health,
    Instant createdAt) {
  public BuildRequest {
    bases = List.copyOf(bases);
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
  }
}

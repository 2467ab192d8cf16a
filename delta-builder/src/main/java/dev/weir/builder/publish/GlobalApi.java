package dev.weir.builder.publish;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What publishing needs of global. Source: docs/protocol.md, section 10. Each call may be repeated.
 * A refusal is a {@link Problem}; an {@code IOException} says that there was no answer.
 */
public interface GlobalApi {
  /** Whether global has the artifact; false too where it does not say. */
  boolean hasArtifact(Digest digest) throws IOException;

  /** Stores the artifact whose content is in the file; absent: it is stored. */
  Optional<Problem> putArtifact(Digest digest, Path content) throws IOException;

  /** Publishes a release by its signed manifest. */
  Posted postRelease(Bytes signedManifest) throws IOException;
}

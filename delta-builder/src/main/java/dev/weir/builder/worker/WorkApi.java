package dev.weir.builder.worker;

import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a worker needs of global. Source: docs/protocol.md, section 10.7. Each call may be repeated.
 * A refusal is a {@link Problem}; an {@code IOException} says that there was no answer. Any thread
 * may call.
 */
public interface WorkApi {
  /** What global says to a request for work. */
  sealed interface Leased {
    record Given(DeltaLease lease) implements Leased {}

    record Refused(Problem problem) implements Leased {}
  }

  /**
   * Asks for a job; what the worker held before is taken from it.
   *
   * @param worker a name that nobody else has
   */
  Leased lease(String worker) throws IOException;

  /** Goes on holding a job; a problem says that it is not held any more. */
  Optional<Problem> renew(DeltaClaim claim) throws IOException;

  /** Says what was built; the payloads are stored before. */
  Optional<Problem> done(DeltaResult result) throws IOException;

  /** Gives a job up. */
  Optional<Problem> failed(DeltaFailure failure) throws IOException;

  /**
   * Writes an artifact to a file.
   *
   * @param size that it must have, in bytes; no more is taken
   */
  void fetch(Digest artifact, long size, Path into) throws IOException;

  /** Whether global has the artifact; false too where it does not say. */
  boolean hasArtifact(Digest digest) throws IOException;

  /** Stores the artifact whose content is in the file; absent: it is stored. */
  Optional<Problem> putArtifact(Digest digest, Path content) throws IOException;
}

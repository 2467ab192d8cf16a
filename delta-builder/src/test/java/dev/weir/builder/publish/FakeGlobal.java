package dev.weir.builder.publish;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Global as far as publishing sees it, in memory. */
final class FakeGlobal implements GlobalApi {
  final Map<Digest, Bytes> artifacts = new TreeMap<>();
  final List<String> calls = new ArrayList<>();
  Optional<Problem> artifactProblem = Optional.empty();
  Optional<Problem> releaseProblem = Optional.empty();

  /** Calls that are answered before the line breaks. */
  int callsLeft = Integer.MAX_VALUE;

  static Problem problem(int status, String code) {
    return new Problem("about:blank", "refused", status, "because", code);
  }

  private void call(String what) throws IOException {
    if (callsLeft-- <= 0) {
      throw new IOException("the line is down");
    }
    calls.add(what);
  }

  @Override
  public boolean hasArtifact(Digest digest) throws IOException {
    call("has");
    return artifacts.containsKey(digest);
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) throws IOException {
    call("put");
    if (artifactProblem.isEmpty()) {
      artifacts.put(digest, Bytes.wrap(Files.readAllBytes(content)));
    }
    return artifactProblem;
  }

  @Override
  public Posted postRelease(Bytes signed) throws IOException {
    call("post");
    if (releaseProblem.isPresent()) {
      return new Posted.Refused(releaseProblem.get());
    }
    Manifest manifest = Manifest.CODEC.decode(Signed.CODEC.decode(signed).statement());
    return new Posted.Accepted(
        new ReleaseView(manifest, signed.digest(), signed.size(), Instant.EPOCH));
  }
}

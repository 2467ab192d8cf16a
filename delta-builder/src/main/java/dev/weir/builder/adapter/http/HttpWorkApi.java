package dev.weir.builder.adapter.http;

import dev.weir.builder.worker.WorkApi;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The rows of global's API that a worker calls, over HTTPS. */
public final class HttpWorkApi implements WorkApi {
  private static final String JSON = "application/json";

  private final Https global;
  private final HttpGlobalApi artifacts;

  /**
   * @param api such as {@code https://127.0.0.1:8443}
   * @param token of a worker, or of the operator
   * @param anchors that the server's certificate must descend from
   */
  public HttpWorkApi(URI api, String token, List<X509Certificate> anchors) {
    this.global = new Https(api, token, Tls.anonymousClientContext(anchors));
    this.artifacts = new HttpGlobalApi(global);
  }

  @Override
  public Leased lease(String worker) throws IOException {
    Answer answer = post("lease", DeltaWorker.CODEC.toJson(new DeltaWorker(worker)));
    if (!answer.isGood()) {
      return new Leased.Refused(answer.problem());
    }
    try {
      return new Leased.Given(DeltaLease.CODEC.fromJson(answer.text()));
    } catch (Malformed e) {
      throw new IOException("global answers what is no lease: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Problem> renew(DeltaClaim claim) throws IOException {
    return problem(post("renew", DeltaClaim.CODEC.toJson(claim)));
  }

  @Override
  public Optional<Problem> done(DeltaResult result) throws IOException {
    return problem(post("done", DeltaResult.CODEC.toJson(result)));
  }

  @Override
  public Optional<Problem> failed(DeltaFailure failure) throws IOException {
    return problem(post("fail", DeltaFailure.CODEC.toJson(failure)));
  }

  private Answer post(String what, String body) throws IOException {
    return global.post("/v1/delta-jobs:" + what, JSON, Bytes.ofUtf8(body));
  }

  private static Optional<Problem> problem(Answer answer) {
    return answer.isGood() ? Optional.empty() : Optional.of(answer.problem());
  }

  @Override
  public void fetch(Digest artifact, long size, Path into) throws IOException {
    global.download("/v1/artifacts/" + artifact, size, into);
  }

  @Override
  public boolean hasArtifact(Digest digest) throws IOException {
    return artifacts.hasArtifact(digest);
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) throws IOException {
    return artifacts.putArtifact(digest, content);
  }
}

package dev.weir.builder.adapter.http;

import dev.weir.builder.publish.GlobalApi;
import dev.weir.builder.publish.Posted;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The API of global over HTTPS. The server must have a certificate of global under one of the trust
 * anchors; the caller is an operator with a token. Payloads are streamed from their files.
 */
public final class HttpGlobalApi implements GlobalApi {
  private final Https global;

  /**
   * @param api such as {@code https://127.0.0.1:8443}
   * @param token of the operator
   * @param anchors that the server's certificate must descend from
   */
  public HttpGlobalApi(URI api, String token, List<X509Certificate> anchors) {
    this(api, token, Tls.anonymousClientContext(anchors));
  }

  HttpGlobalApi(URI api, String token, SSLContext tls) {
    this(new Https(api, token, tls));
  }

  HttpGlobalApi(Https global) {
    this.global = global;
  }

  @Override
  public boolean hasArtifact(Digest digest) throws IOException {
    // One byte says whether it is there; only artifacts without bytes would answer otherwise.
    HttpRequest request =
        global
            .to("/v1/artifacts/" + digest, Https.ANSWER)
            .header("Range", "bytes=0-0")
            .GET()
            .build();
    int status = global.send(request).status();
    return status == 200 || status == 206;
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) throws IOException {
    Answer answer = global.put("/v1/artifacts/" + digest, content);
    return answer.isGood() ? Optional.empty() : Optional.of(answer.problem());
  }

  @Override
  public Posted postRelease(Bytes signedManifest) throws IOException {
    Answer answer = global.post("/v1/releases", "application/cbor", signedManifest);
    if (!answer.isGood()) {
      return new Posted.Refused(answer.problem());
    }
    try {
      return new Posted.Accepted(ReleaseView.CODEC.fromJson(answer.text()));
    } catch (Malformed e) {
      throw new IOException(answer.where() + ": answers what is no release: " + e.getMessage(), e);
    }
  }
}

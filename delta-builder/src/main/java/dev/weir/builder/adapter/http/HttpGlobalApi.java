package dev.weir.builder.adapter.http;

import dev.weir.builder.publish.GlobalApi;
import dev.weir.builder.publish.Posted;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The API of global over HTTPS. The server must have a certificate of global under one of the trust
 * anchors; the caller is an operator with a token. Payloads are streamed from their files.
 */
public final class HttpGlobalApi implements GlobalApi {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For an answer, besides the time that the body may take. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Slowest link that an upload is waited for, in bytes per second. */
  private static final long SLOWEST = 16 * 1024;

  private final URI api;
  private final String token;
  private final HttpClient client;

  /**
   * @param api such as {@code https://127.0.0.1:8443}
   * @param token of the operator
   * @param anchors that the server's certificate must descend from
   */
  public HttpGlobalApi(URI api, String token, List<X509Certificate> anchors) {
    this(api, token, Tls.anonymousClientContext(anchors));
  }

  HttpGlobalApi(URI api, String token, SSLContext tls) {
    this.api = api;
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .build();
  }

  @Override
  public boolean hasArtifact(Digest digest) throws IOException {
    // One byte says whether it is there; only artifacts without bytes would answer otherwise.
    HttpRequest request =
        to("/v1/artifacts/" + digest, ANSWER).header("Range", "bytes=0-0").GET().build();
    int status = send(request).status();
    return status == 200 || status == 206;
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) throws IOException {
    BodyPublisher body = BodyPublishers.ofFile(content);
    HttpRequest request =
        to("/v1/artifacts/" + digest, patience(Files.size(content)))
            .header("Content-Type", "application/octet-stream")
            .PUT(body)
            .build();
    Answer answer = send(request);
    return answer.isGood() ? Optional.empty() : Optional.of(answer.problem());
  }

  @Override
  public Posted postRelease(Bytes signedManifest) throws IOException {
    HttpRequest request =
        to("/v1/releases", ANSWER)
            .header("Content-Type", "application/cbor")
            .POST(BodyPublishers.ofByteArray(signedManifest.toArray()))
            .build();
    Answer answer = send(request);
    if (!answer.isGood()) {
      return new Posted.Refused(answer.problem());
    }
    try {
      return new Posted.Accepted(ReleaseView.CODEC.fromJson(answer.text()));
    } catch (Malformed e) {
      throw new IOException(request.uri() + ": answers what is no release: " + e.getMessage(), e);
    }
  }

  private static Duration patience(long bytes) {
    return ANSWER.plusSeconds(bytes / SLOWEST);
  }

  private HttpRequest.Builder to(String path, Duration patience) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException {
    String where = request.method() + " " + request.uri();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] content = body.readNBytes(Limits.REGION_MESSAGE + 1);
        if (content.length > Limits.REGION_MESSAGE) {
          throw new IOException("answers more than " + Limits.REGION_MESSAGE + " bytes");
        }
        return new Answer(where, response.statusCode(), Bytes.wrap(content).utf8());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(where + ": interrupted").initCause(e);
    } catch (IOException e) {
      throw new IOException(where + ": no answer: " + e, e);
    }
  }
}

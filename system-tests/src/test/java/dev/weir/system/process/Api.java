package dev.weir.system.process;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A controller's API for its operator, reached with what stands in its data folder. */
public final class Api {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path data;
  private Optional<HttpClient> client = Optional.empty();

  public Api(Path data) {
    this.data = data;
  }

  public URI address() {
    return URI.create(kept("api.url").replaceAll("/+$", ""));
  }

  public String token() {
    return kept("operator.token");
  }

  private String kept(String file) {
    try {
      return Files.readString(data.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it answers now. */
  public boolean isUp() {
    try {
      return Files.exists(data.resolve("api.url"))
          && send(request("/v1/overview")).statusCode() > 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Its answer, which has to be one. */
  public <T> T get(String path, Codec<T> codec) {
    HttpResponse<String> answer = send(request(path));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer + ": " + answer.body());
    }
    try {
      return codec.fromJson(answer.body());
    } catch (Malformed e) {
      throw new IllegalStateException(answer + ": " + answer.body(), e);
    }
  }

  /**
   * A page of its console, as it comes.
   *
   * @param headers names and values
   */
  public HttpResponse<String> page(String path, String... headers) {
    return send(
        HttpRequest.newBuilder(URI.create(address() + path)).timeout(LIMIT).headers(headers));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpClient client() {
    if (client.isEmpty()) {
      client = Optional.of(HttpClient.newBuilder().connectTimeout(LIMIT).sslContext(tls()).build());
    }
    return client.get();
  }

  private SSLContext tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager trusted = Tls.authorities(Pem.certificates(kept("authorities.pem")));
      context.init(null, new TrustManager[] {trusted}, null);
      return context;
    } catch (GeneralSecurityException | Malformed e) {
      throw new IllegalStateException(e);
    }
  }
}

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
    try {
      return codec.fromJson(good(request(path)));
    } catch (Malformed e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** Its answer to a write, as it stands. */
  public String post(String path, String json) {
    return good(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String good(HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer + ": " + answer.body());
    }
    return answer.body();
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

  private HttpClient client() throws IOException {
    if (client.isEmpty()) {
      client =
          Optional.of(
              HttpClient.newBuilder()
                  .connectTimeout(LIMIT)
                  .sslContext(Tls.anonymousClientContext(Pem.certificates(kept("authorities.pem"))))
                  .build());
    }
    return client.get();
  }
}

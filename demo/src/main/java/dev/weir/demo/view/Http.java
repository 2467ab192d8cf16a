package dev.weir.demo.view;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Reads one controller's API, with what its data folder says of address, token and authorities. */
final class Http {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Path folder;
  private Optional<HttpClient> client = Optional.empty();

  Http(Path folder) {
    this.folder = folder;
  }

  /** The controller's answer; empty where it does not answer now, or not with 200. */
  <T> Optional<T> get(String path, Codec<T> codec) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .timeout(LIMIT)
              .header("Authorization", "Bearer " + text("operator.token"))
              .build();
      HttpResponse<String> answer = client().send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(codec.fromJson(answer.body()))
          : Optional.empty();
    } catch (Malformed e) {
      throw new IllegalStateException(path + " answered something else", e);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  String address() throws IOException {
    String address = text("api.url");
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }

  private HttpClient client() throws IOException {
    if (client.isEmpty()) {
      client = Optional.of(HttpClient.newBuilder().connectTimeout(LIMIT).sslContext(tls()).build());
    }
    return client.get();
  }

  private SSLContext tls() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager trusted = Tls.authorities(Pem.certificates(text("authorities.pem")));
      context.init(null, new TrustManager[] {trusted}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

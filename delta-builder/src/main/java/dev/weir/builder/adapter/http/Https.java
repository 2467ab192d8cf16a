package dev.weir.builder.adapter.http;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Requests to one server with one token. Bodies of artifacts are streamed from and to files. */
final class Https {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For an answer, besides the time that the body may take. */
  static final Duration ANSWER = Duration.ofSeconds(60);

  /** Slowest link that a body is waited for, in bytes per second. */
  private static final long SLOWEST = 16 * 1024;

  private final URI server;
  private final String token;
  private final HttpClient client;

  Https(URI server, String token, SSLContext tls) {
    this.server = server;
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .build();
  }

  static Duration patience(long bytes) {
    return ANSWER.plusSeconds(bytes / SLOWEST);
  }

  HttpRequest.Builder to(String path, Duration patience) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + token);
  }

  Answer post(String path, String mediaType, Bytes body) throws IOException {
    return send(
        to(path, ANSWER)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofByteArray(body.toArray()))
            .build());
  }

  Answer put(String path, Path content) throws IOException {
    return send(
        to(path, patience(Files.size(content)))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(content))
            .build());
  }

  Answer send(HttpRequest request) throws IOException {
    HttpResponse<InputStream> response = open(request);
    try (InputStream body = response.body()) {
      byte[] content = body.readNBytes(Limits.REGION_MESSAGE + 1);
      if (content.length > Limits.REGION_MESSAGE) {
        throw new IOException(
            where(request) + ": answers more than " + Limits.REGION_MESSAGE + " bytes");
      }
      return new Answer(where(request), response.statusCode(), Bytes.wrap(content).utf8());
    }
  }

  /** Writes the body of a good answer to a file; it must have just so many bytes. */
  void download(String path, long size, Path into) throws IOException {
    HttpRequest request = to(path, patience(size)).GET().build();
    HttpResponse<InputStream> response = open(request);
    try (InputStream body = response.body();
        OutputStream out = Files.newOutputStream(into)) {
      if (response.statusCode() != 200) {
        throw new IOException(where(request) + " answered " + response.statusCode());
      }
      byte[] piece = new byte[1 << 16];
      long taken = 0;
      for (int n = body.read(piece); n > 0; n = body.read(piece)) {
        taken += n;
        if (taken > size) {
          throw new IOException(where(request) + ": has more than " + size + " bytes");
        }
        out.write(piece, 0, n);
      }
      if (taken < size) {
        throw new EOFException(where(request) + ": ended after " + taken + " of " + size);
      }
    }
  }

  private HttpResponse<InputStream> open(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(where(request) + ": interrupted").initCause(e);
    } catch (IOException e) {
      throw new IOException(where(request) + ": no answer: " + e, e);
    }
  }

  private static String where(HttpRequest request) {
    return request.method() + " " + request.uri();
  }
}

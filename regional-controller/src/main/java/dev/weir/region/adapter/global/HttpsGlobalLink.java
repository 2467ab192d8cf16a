package dev.weir.region.adapter.global;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The link to global over HTTPS with mutual TLS: {@code POST /v1/regions/REGION/sync} and {@code
 * GET /v1/artifacts/DIGEST} with {@code Range}. Source: docs/protocol.md, sections 6.1 and 7.1.
 */
public final class HttpsGlobalLink implements GlobalLink {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int THREADS = 4;

  private final URI global;
  private final ExecutorService threads;
  private final HttpClient client;

  /**
   * A link that is not connected yet.
   *
   * @param global the address of global's API; its certificate must name a global controller
   */
  public HttpsGlobalLink(URI global, Credentials credentials) {
    this.global = global;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "global-link");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .sslContext(Tls.clientContext(credentials, peer -> peer.kind() == Peer.Kind.GLOBAL))
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
  }

  @Override
  public void sync(RegionSync sync, Consumer<Synced> reply) {
    HttpRequest request =
        HttpRequest.newBuilder(global.resolve("/v1/regions/" + sync.region().text() + "/sync"))
            .timeout(SYNC_TIMEOUT)
            .header("Content-Type", "application/cbor")
            .POST(HttpRequest.BodyPublishers.ofByteArray(RegionSync.CODEC.encode(sync).toArray()))
            .build();
    send(request, this::page, trouble -> new Synced.Failed(trouble), reply);
  }

  private Synced page(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        return new Synced.Failed("global answered with status " + response.statusCode());
      }
      // One byte more than allowed, so that the codec sees that it is too long.
      byte[] bytes = body.readNBytes(Limits.REGION_MESSAGE + 1);
      return new Synced.Page(FeedPage.CODEC.decode(Bytes.wrap(bytes)));
    } catch (Malformed e) {
      return new Synced.Failed("global's answer is malformed: " + e.getMessage());
    }
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    HttpRequest request =
        HttpRequest.newBuilder(global.resolve("/v1/artifacts/" + artifact.hex()))
            .timeout(FETCH_TIMEOUT)
            .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
            .GET()
            .build();
    send(
        request,
        response -> piece(response, offset, length),
        trouble -> new Fetched.Later(RETRY, trouble),
        reply);
  }

  private static Fetched piece(HttpResponse<InputStream> response, long offset, int length)
      throws IOException {
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 206 || (status == 200 && offset == 0)) {
        return new Fetched.Piece(Bytes.wrap(body.readNBytes(length)));
      }
      if (status == 404 || status == 416) {
        return new Fetched.Refused("status " + status);
      }
      return new Fetched.Later(RETRY, "global answered with status " + status);
    }
  }

  private interface Reading<T> {
    T of(HttpResponse<InputStream> response) throws IOException;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // every outcome goes to the reply
  private <T> void send(
      HttpRequest request, Reading<T> reading, Function<String, T> trouble, Consumer<T> reply) {
    client
        .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
        .handleAsync(
            (response, failure) -> {
              if (response == null) {
                return trouble.apply(global + " can't be reached: " + cause(failure));
              }
              try {
                return reading.of(response);
              } catch (IOException e) {
                return trouble.apply(global + " broke off: " + e);
              }
            },
            threads)
        .thenAccept(reply);
  }

  private static String cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure : cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

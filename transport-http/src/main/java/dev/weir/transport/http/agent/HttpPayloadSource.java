package dev.weir.transport.http.agent;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import dev.weir.transport.http.Paths;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Fetches ranges by the platform's own small client, on one thread that is there while there is
 * work. The connection is kept between calls.
 */
final class HttpPayloadSource implements PayloadSource {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration THREAD_IDLE = Duration.ofSeconds(10);

  private final URI address;
  private final SSLSocketFactory tls;
  private final AtomicReference<@Nullable HttpsURLConnection> active = new AtomicReference<>();
  private final ThreadPoolExecutor worker;

  HttpPayloadSource(URI address, SSLSocketFactory tls) {
    this.address = address;
    this.tls = tls;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            THREAD_IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            HttpPayloadSource::daemon,
            // After the end a reply may be left out.
            new ThreadPoolExecutor.DiscardPolicy());
    worker.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http-payload");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String path() {
    return Paths.TRANSPORT;
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    if (offset < 0 || length < 1 || length > Artifacts.MAX_PIECE) {
      throw new IllegalArgumentException(
          "a piece is 1 to "
              + Artifacts.MAX_PIECE
              + " bytes from 0 on; asked for "
              + length
              + " from "
              + offset);
    }
    worker.execute(() -> reply.accept(get(artifact, offset, length)));
  }

  private Fetched get(Digest artifact, long offset, int length) {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      return new Fetched.Refused("the address must be https://HOST:PORT; found " + address);
    }
    try {
      HttpsURLConnection connection = request(artifact, offset, length);
      active.set(connection);
      try {
        return new Reply(connection, offset, length).read();
      } finally {
        active.set(null);
      }
    } catch (IOException e) {
      return new Fetched.Later(Reply.SOON, "no connection with " + address + ": " + e.getMessage());
    }
  }

  private HttpsURLConnection request(Digest artifact, long offset, int length) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) address.resolve(Paths.of(artifact)).toURL().openConnection();
    connection.setSSLSocketFactory(tls);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) READ.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Range", "bytes=" + offset + "-" + (offset + length - 1));
    return connection;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    HttpsURLConnection connection = active.getAndSet(null);
    if (connection != null) {
      connection.disconnect();
    }
  }
}

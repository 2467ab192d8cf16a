package dev.weir.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics} over plain HTTP on loopback, for the
 * machine's own supervisor and scraper.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /** The same for a process that works as a whole or not at all. */
  public static HealthServer open(int port, Supplier<Optional<String>> notReady, Metrics metrics)
      throws IOException {
    return open(port, notReady, Optional::empty, metrics);
  }

  /**
   * Binds and serves. {@code /readyz} answers 503 with why the process is not ready, or 200 with
   * {@code degraded:} and what is, or 200 with {@code ok}.
   *
   * @param port 0 for any free one
   * @param notReady why the process can't do its work now; empty where it can
   * @param degraded what of its lesser work it can't do meanwhile; empty where it can
   * @throws IOException names the port where it can't be bound
   */
  public static HealthServer open(
      int port,
      Supplier<Optional<String>> notReady,
      Supplier<Optional<String>> degraded,
      Metrics metrics)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server;
    try {
      server = HttpServer.create(address, 16);
    } catch (IOException e) {
      throw new IOException("health port " + port + " can't be bound: " + e.getMessage(), e);
    }
    server.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
    server.createContext(
        "/readyz",
        exchange -> {
          Optional<String> reason = notReady.get();
          answer(
              exchange,
              reason.isEmpty() ? 200 : 503,
              reason.or(() -> degraded.get().map(what -> "degraded: " + what)).orElse("ok") + "\n");
        });
    server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.page()));
    server.start();
    return new HealthServer(server);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

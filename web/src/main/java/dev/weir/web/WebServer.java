package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * HTTPS on one port: bound first, so that routes may know its address, then served. Callers that
 * come in between wait.
 */
public final class WebServer implements AutoCloseable {
  private static final int MAX_REQUEST_HEADER = 8 * 1024;
  private static final int LAST_STATUS = 599;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE_AT_STOP = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Server server;
  private final ServerConnector connector;
  private final Settings settings;

  /**
   * How it listens.
   *
   * @param host name or address to bind and to be reached at
   * @param port 0 for any free one
   * @param threads at most
   * @param asksForCertificates whether clients are asked for one; none needs to have it, and routes
   *     say who must
   */
  public record Settings(String host, int port, int threads, boolean asksForCertificates) {}

  private WebServer(Server server, ServerConnector connector, Settings settings) {
    this.server = server;
    this.connector = connector;
    this.settings = settings;
  }

  /**
   * Binds the port.
   *
   * @throws IOException names the port where it can't be bound
   */
  public static WebServer bind(Settings settings, Credentials credentials) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(settings.threads());
    threads.setName("web");
    Server server = new Server(threads);
    ServerConnector connector = connector(server, settings, credentials);
    server.addConnector(connector);
    server.setErrorHandler(WebServer::error);
    server.setStopTimeout(STOP.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          "port "
              + settings.port()
              + " of "
              + settings.host()
              + " can't be bound; free it or choose another: "
              + e,
          e);
    }
    return new WebServer(server, connector, settings);
  }

  private static ServerConnector connector(
      Server server, Settings settings, Credentials credentials) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(Tls.context(credentials));
    tls.setIncludeProtocols(Tls.protocols());
    tls.setWantClientAuth(settings.asksForCertificates());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_REQUEST_HEADER);
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
    return connector;
  }

  /** Begins to answer. The first row that fits a path and its method serves it. */
  public void serve(List<Route> routes) throws IOException {
    server.setHandler(new RouteHandler(routes));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the server at " + address() + " can't start: " + e, e);
    }
  }

  /** What Jetty itself refuses, such as a request line that is no HTTP, in our form. */
  private static boolean error(Request request, Response response, Callback callback) {
    int status = Math.min(LAST_STATUS, Math.max(400, response.getStatus()));
    response.setStatus(status);
    Bytes body =
        Responder.problem(
            status < 500 ? Code.MALFORMED : Code.INTERNAL,
            "the request is not one that HTTP/1.1 allows here; status " + status,
            List.of());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Responder.PROBLEM);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
    response.write(true, body.asBuffer(), callback);
    return true;
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** Such as {@code https://127.0.0.1:8443}, with the port that is really bound. */
  public URI address() {
    String host = settings.host();
    return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  @Override
  public void close() {
    try {
      server.stop();
      connector.close();
    } catch (Exception e) {
      throw new IllegalStateException("the server at port " + port() + " did not stop", e);
    }
  }
}

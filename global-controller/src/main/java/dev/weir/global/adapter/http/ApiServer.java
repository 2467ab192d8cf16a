package dev.weir.global.adapter.http;

import dev.weir.global.adapter.disk.DiskArtifacts;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.reply.Code;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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

/** The API over HTTPS. Certificates of clients are wanted, not needed; routes ask for them. */
public final class ApiServer implements AutoCloseable {
  /** Largest artifact: that of the largest payload, in bytes. */
  public static final long MAX_ARTIFACT = 4L * 1024 * 1024 * 1024;

  private static final int THREADS = 64;
  private static final int LAST_STATUS = 599;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE_AT_STOP = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Server server;
  private final String host;
  private final ServerConnector connector;

  private ApiServer(Server server, String host, ServerConnector connector) {
    this.server = server;
    this.host = host;
    this.connector = connector;
  }

  /**
   * Binds and serves.
   *
   * @param host name or address to bind and to be reached at
   * @param port 0 for any free one
   * @param operatorToken what operators send
   * @param maxArtifact largest upload, in bytes
   * @throws IOException names the port where it can't be bound
   */
  public static ApiServer open(
      String host,
      int port,
      Credentials credentials,
      String operatorToken,
      GlobalDriver driver,
      DiskArtifacts artifacts,
      long maxArtifact)
      throws IOException {
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = connector(server, credentials);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
    server.addConnector(connector);
    ApiServer api = new ApiServer(server, host, connector);
    Routes routes = new Routes(driver, new ArtifactRoutes(artifacts, maxArtifact), api::address);
    server.setHandler(new ApiHandler(routes.table(), new Gatekeeper(operatorToken)));
    server.setErrorHandler(ApiServer::error);
    server.setStopTimeout(STOP.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      api.close();
      throw new IOException(
          "port " + port + " of " + host + " can't be bound; free it or choose another: " + e, e);
    }
    return api;
  }

  private static ServerConnector connector(Server server, Credentials credentials) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(Tls.context(credentials));
    tls.setIncludeProtocols(Tls.protocols());
    tls.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(server, tls, new HttpConnectionFactory(http));
  }

  /** What Jetty itself refuses, such as a request line that is no HTTP, in our form. */
  private static boolean error(Request request, Response response, Callback callback) {
    int status = Math.min(LAST_STATUS, Math.max(400, response.getStatus()));
    response.setStatus(status);
    Bytes body =
        Responder.problem(
            status < 500 ? Code.MALFORMED : Code.INTERNAL,
            "the request is not one that HTTP/1.1 allows here; status " + status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
    response.write(true, body.asBuffer(), callback);
    return true;
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** Such as {@code https://127.0.0.1:8443}. */
  public URI address() {
    return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API's server did not stop", e);
    }
  }
}

package dev.weir.region.adapter.http;

import dev.weir.protocol.channel.Credentials;
import dev.weir.region.view.RegionQueries;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The region's API over HTTPS, for operators. Source: docs/protocol.md, section 10. */
public final class RegionApi implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int MAX_REQUEST_HEADER = 8 * 1024;
  private static final long IDLE_MILLIS = 30_000;

  private final Server server;
  private final URI address;

  private RegionApi(Server server, URI address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Binds and serves.
   *
   * @param port 0 for any free one
   * @param token that operators send
   * @throws IOException names the port where it can't be bound
   */
  public static RegionApi open(
      String host, int port, Credentials credentials, String token, RegionQueries queries)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("api");
    Server server = new Server(threads);
    ServerConnector connector = connector(server, credentials);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new ApiHandler(token, queries));
    server.setStopTimeout(0); // Questions can be asked again: none holds up a stop.
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IOException("API port " + port + " can't be bound: " + e.getMessage(), e);
    }
    return new RegionApi(server, URI.create("https://" + host + ":" + connector.getLocalPort()));
  }

  private static ServerConnector connector(Server server, Credentials credentials) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_REQUEST_HEADER);
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(Tls.context(credentials));
    tls.setIncludeProtocols(Tls.protocols());
    return new ServerConnector(
        server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  /** With the port that is really bound. */
  public URI address() {
    return address;
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API does not stop", e);
    }
  }

  @Override
  public void close() {
    stop(server);
  }
}

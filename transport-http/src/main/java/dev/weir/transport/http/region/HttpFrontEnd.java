package dev.weir.transport.http.region;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.http.Paths;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Gives artifacts to devices over HTTPS with mutual TLS. Source: docs/protocol.md, section 7.1. */
final class HttpFrontEnd implements FrontEnd {
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int HEADERS = 4096;
  private static final int BACKLOG = 1024;

  /** Sessions that may be resumed; each keeps a chain of certificates. */
  private static final int SESSIONS = 4096;

  private final Server server;
  private final URI address;
  private final Door door;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpFrontEnd(Server server, URI address, Door door) {
    this.server = server;
    this.address = address;
    this.door = door;
  }

  /**
   * Binds and serves.
   *
   * @param idle silence after which a connection is ended
   */
  static HttpFrontEnd open(FrontEndSettings settings, Artifacts artifacts, Duration idle)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    Door door = new Door(settings.maxConnections());
    ServerConnector connector = connector(server, settings, door);
    connector.setIdleTimeout(idle.toMillis());
    server.addConnector(connector);
    server.setHandler(new ArtifactHandler(artifacts));
    server.setErrorHandler(new Problems());
    start(server, settings);
    String host = settings.host().indexOf(':') >= 0 ? "[" + settings.host() + "]" : settings.host();
    return new HttpFrontEnd(
        server, URI.create("https://" + host + ":" + connector.getLocalPort()), door);
  }

  private static ServerConnector connector(Server server, FrontEndSettings settings, Door door) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(Tls.context(settings.credentials()));
    tls.setIncludeProtocols(Tls.protocols());
    tls.setNeedClientAuth(true);
    tls.setSslSessionCacheSize(SESSIONS);
    HttpConfiguration http = new HttpConfiguration();
    // Devices know the region by an address, which no certificate need name.
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.setRequestHeaderSize(HEADERS);
    http.setSendServerVersion(false);
    SslConnectionFactory secure = new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
    secure.addEventListener(door);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, secure, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setAcceptedTcpNoDelay(true);
    return connector;
  }

  private static void start(Server server, FrontEndSettings settings) throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IOException(
          "HTTP can't listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + (e.getCause() == null ? e : e.getCause()).getMessage(),
          e);
    }
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty can't be stopped", e);
    }
  }

  @Override
  public String transport() {
    return Paths.TRANSPORT;
  }

  @Override
  public URI address() {
    return address;
  }

  /** Does nothing: no message goes this way, devices only fetch. */
  @Override
  public void send(DeviceId device, Bytes downlink) {}

  /** Connections that are open; for tests. */
  int open() {
    return door.open();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop(server);
    }
  }
}

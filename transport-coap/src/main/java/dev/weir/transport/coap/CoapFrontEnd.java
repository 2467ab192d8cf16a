package dev.weir.transport.coap;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.DaemonThreadFactory;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.scandium.dtls.Connection;

/**
 * A region's end of CoAP over DTLS. Memory: at most two sessions for each allowed device, eight
 * remembered messages for each session, one uplink or downlink under way in each (64 KiB), and
 * {@link #PIECES_BYTES} of payloads.
 */
final class CoapFrontEnd implements FrontEnd {
  static final String TRANSPORT = "coap";

  /** Pieces of artifacts that are being fetched, all devices together. */
  private static final long PIECES_BYTES = 64L * 1024 * 1024;

  /** A fetch without a block for so long may be forgotten; the piece is then read again. */
  private static final Duration PIECE_QUIET = Duration.ofSeconds(30);

  private static final int MAX_THREADS = 4;

  private final FrontEndSettings settings;
  private final ScheduledExecutorService stages;
  private final ScheduledExecutorService timers;
  private final DownResource down;
  private final Pieces pieces = new Pieces(PIECES_BYTES, PIECE_QUIET, System::nanoTime);
  private final Sessions sessions;
  private final RegionConnector connector;
  private final CoapEndpoint endpoint;
  private volatile int port;
  private boolean closed;

  private CoapFrontEnd(
      FrontEndSettings settings, Configuration config, Uplinks uplinks, Artifacts artifacts)
      throws IOException {
    this.settings = settings;
    this.stages =
        ExecutorsUtil.newScheduledThreadPool(
            Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()),
            new DaemonThreadFactory("weir-coap-"));
    this.timers =
        ExecutorsUtil.newSingleThreadScheduledExecutor(new DaemonThreadFactory("weir-coap-timer-"));
    this.down = new DownResource(this, uplinks, settings.maxConnections(), stages);
    this.sessions = new Sessions(this::drop, session -> timers.execute(() -> ended(session)));
    this.connector =
        new RegionConnector(
            Dtls.region(
                config,
                settings.credentials(),
                new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()),
                sessions));
    this.endpoint =
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(connector)
            .setEndpointContextMatcher(new SessionMatcher())
            .build();
    endpoint.setExecutors(stages, timers);
    endpoint.addInterceptor(new Gate(down::heardFrom));
    CoapResource root = new CoapResource("");
    root.add(new UpResource(this, uplinks), down, new ArtifactResource(artifacts, pieces));
    endpoint.setMessageDeliverer(new ServerMessageDeliverer(root, config));
  }

  static CoapFrontEnd open(
      FrontEndSettings settings, Configuration config, Uplinks uplinks, Artifacts artifacts)
      throws IOException {
    try {
      CoapFrontEnd frontEnd = new CoapFrontEnd(settings, config, uplinks, artifacts);
      frontEnd.start();
      return frontEnd;
    } catch (IOException e) {
      throw new IOException(
          "can't serve CoAP on %s port %d (UDP): %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  private void start() throws IOException {
    try {
      endpoint.start();
      port = connector.getAddress().getPort();
    } catch (IOException e) {
      release();
      throw e;
    }
  }

  private void drop(Connection connection) {
    connector.drop(connection);
  }

  private void ended(Caller.Session session) {
    down.ended(session);
    pieces.end(session);
  }

  @Override
  public String transport() {
    return TRANSPORT;
  }

  @Override
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create(Settings.SCHEME + "://" + host + ":" + port);
  }

  @Override
  public void send(DeviceId device, Bytes downlink) {
    down.send(device, downlink);
  }

  /** Says goodbye to each device, so that it need not find out. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    connector.farewell(sessions.all());
    release();
  }

  private void release() {
    endpoint.destroy();
    stages.shutdownNow();
    timers.shutdownNow();
  }
}

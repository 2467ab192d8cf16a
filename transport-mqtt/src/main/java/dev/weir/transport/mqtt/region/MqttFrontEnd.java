package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.mqtt.Topics;
import dev.weir.trust.pki.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * Speaks MQTT 5 and 3.1.1 with devices over mutual TLS. It is no broker: a device reaches the
 * region and nobody else. Source: docs/protocol.md, section 8.2.
 */
// A write or a close that fails ends the channel, and that is heard.
@SuppressWarnings("FutureReturnValueIgnored")
final class MqttFrontEnd implements FrontEnd {
  /** Connections that may be at their handshake besides those that are welcome. */
  private static final int AT_THE_DOOR = 256;

  private static final int BACKLOG = 1024;

  /** Sessions that may be resumed; each keeps a chain of certificates. */
  private static final int SESSIONS = 4096;

  private final Connections connections;
  private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final EventLoopGroup loops;
  private final Channel listener;
  private final URI address;

  private MqttFrontEnd(FrontEndSettings settings, Uplinks uplinks, Timing timing)
      throws IOException {
    this.connections = new Connections(this, uplinks, settings.maxConnections());
    this.loops =
        new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            new DefaultThreadFactory("mqtt", true),
            NioIoHandler.newFactory());
    Pipeline pipeline =
        new Pipeline(
            tls(settings),
            channels,
            settings.maxConnections() + AT_THE_DOOR,
            timing,
            () -> new Greeting(connections, timing));
    this.listener = bind(settings, pipeline);
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    this.address = URI.create("mqtts://" + bracketed(settings.host()) + ":" + port);
  }

  static MqttFrontEnd open(FrontEndSettings settings, Uplinks uplinks, Timing timing)
      throws IOException {
    MqttFrontEnd frontEnd = new MqttFrontEnd(settings, uplinks, timing);
    frontEnd.listener.config().setAutoRead(true);
    return frontEnd;
  }

  private static SslContext tls(FrontEndSettings settings) {
    SSLContext context = Tls.context(settings.credentials());
    context.getServerSessionContext().setSessionCacheSize(SESSIONS);
    return new JdkSslContext(
        context,
        false,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        ApplicationProtocolConfig.DISABLED,
        ClientAuth.REQUIRE,
        Tls.protocols(),
        false);
  }

  private Channel bind(FrontEndSettings settings, Pipeline pipeline) throws IOException {
    var binding =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            // Nobody comes in before the front end is whole.
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(pipeline)
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(
          "MQTT can't listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + binding.cause().getMessage(),
          binding.cause());
    }
    return binding.channel();
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  @Override
  public String transport() {
    return Topics.TRANSPORT;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public void send(DeviceId device, Bytes downlink) {
    connections.reachable(device).ifPresent(connection -> connection.send(downlink));
  }

  /** Devices that are connected; for tests. */
  int connected() {
    return connections.size();
  }

  /** Sockets that are open; for tests. */
  int open() {
    return channels.size();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listener.close().awaitUninterruptibly();
    for (Channel channel : channels) {
      Connection connection = channel.pipeline().get(Connection.class);
      if (connection == null) {
        channel.close();
      } else {
        connection.shutDown();
      }
    }
    channels.newCloseFuture().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}

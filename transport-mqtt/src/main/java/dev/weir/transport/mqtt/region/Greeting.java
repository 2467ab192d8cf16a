package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.Peer;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection until its CONNECT: who is there is what the client's certificate says, and the
 * client id must be the same. Makes room for a {@link Connection} when it is welcome.
 */
// A write or a close that fails ends the channel, and that is heard.
@SuppressWarnings("FutureReturnValueIgnored")
final class Greeting extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

  private final Connections connections;
  private final Timing timing;
  private boolean over;

  Greeting(Connections connections, Timing timing) {
    this.connections = connections;
    this.timing = timing;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> {
              if (!over) {
                context.close();
              }
            },
            timing.connect().toMillis(),
            TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (over) {
      return;
    }
    if (message.decoderResult().isFailure()) {
      malformed(context, message);
    } else if (Step.of(false, message.fixedHeader().messageType()) == Step.CONNECT
        && message instanceof MqttConnectMessage connect) {
      connect(context, connect);
    } else {
      over = true;
      context.close();
    }
  }

  private void connect(ChannelHandlerContext context, MqttConnectMessage connect) {
    boolean five = five(connect);
    Optional<Peer> peer = peer(context);
    Optional<MqttConnectReturnCode> refusal = Rules.refuse(connect, peer);
    if (refusal.isPresent()) {
      LOG.info("refused {}: {}", peer.map(Peer::uri).orElse("a stranger"), refusal.get());
      refuse(context, five, refusal.get());
      return;
    }
    Connection connection =
        new Connection(
            context.channel(),
            connections,
            peer.orElseThrow(),
            five,
            Rules.largest(connect),
            timing.farewell());
    if (!connections.admit(connection)) {
      LOG.warn("refused {}: the limit of connections is reached", peer.orElseThrow().uri());
      refuse(context, five, MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY);
      return;
    }
    over = true;
    int keepAlive = timing.agreedSeconds(connect.variableHeader().keepAliveTimeSeconds());
    context.writeAndFlush(Packets.welcome(five, keepAlive));
    context
        .pipeline()
        .addBefore(
            Pipeline.DECODER,
            "silence",
            new IdleStateHandler(Timing.limit(keepAlive).toMillis(), 0, 0, TimeUnit.MILLISECONDS))
        .replace(this, "connection", connection);
  }

  private void malformed(ChannelHandlerContext context, MqttMessage message) {
    Throwable cause = message.decoderResult().cause();
    if (cause instanceof MqttIdentifierRejectedException) {
      refuse(
          context,
          five(message),
          MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID);
    } else if (cause instanceof MqttUnacceptableProtocolVersionException) {
      refuse(context, false, MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION);
    } else {
      LOG.debug("malformed", cause);
      over = true;
      context.close();
    }
  }

  private void refuse(ChannelHandlerContext context, boolean five, MqttConnectReturnCode reason) {
    over = true;
    context.writeAndFlush(Packets.refusal(five, reason)).addListener(ChannelFutureListener.CLOSE);
    context
        .executor()
        .schedule(() -> context.close(), timing.farewell().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean five(MqttMessage message) {
    return message.variableHeader() instanceof MqttConnectVariableHeader connect
        && connect.version() == MqttVersion.MQTT_5.protocolLevel();
  }

  private static Optional<Peer> peer(ChannelHandlerContext context) {
    try {
      SslHandler tls = context.pipeline().get(SslHandler.class);
      return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate leaf
          ? Peer.of(leaf)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} did not get as far as CONNECT", context.channel().remoteAddress(), cause);
    over = true;
    context.close();
  }
}

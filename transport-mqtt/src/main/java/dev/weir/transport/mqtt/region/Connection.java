package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.mqtt.Topics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection from its CONNECT to its end. Everything runs on the channel's event loop, but where
 * it says otherwise.
 *
 * <p>It stops reading while {@link #IN_FLIGHT} messages wait for the region, so that a device can't
 * hand in more than the region takes. Of downlinks only the newest is kept while the device is slow
 * to read.
 */
// A write or a close that fails ends the channel, and that is heard.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends SimpleChannelInboundHandler<MqttMessage> {
  /** Messages of one device that wait for the region at a time (MQTT 5: Receive Maximum). */
  static final int IN_FLIGHT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Channel channel;
  private final Connections connections;
  private final Peer peer;
  private final DeviceId device;
  private final boolean five;
  private final int largest;
  private final Duration farewell;
  private final AtomicReference<@Nullable Bytes> newest = new AtomicReference<>();

  private volatile boolean reachable;
  private boolean ended;
  private int inFlight;

  /**
   * @param five MQTT 5 rather than 3.1.1
   * @param largest packet in bytes that the device takes
   * @param farewell until it is cut where it does not read why it is ended
   */
  Connection(
      Channel channel,
      Connections connections,
      Peer peer,
      boolean five,
      int largest,
      Duration farewell) {
    this.channel = channel;
    this.connections = connections;
    this.peer = peer;
    this.device = peer.device().orElseThrow();
    this.five = five;
    this.largest = largest;
    this.farewell = farewell;
  }

  Peer peer() {
    return peer;
  }

  DeviceId device() {
    return device;
  }

  /** Set and read under the lock of {@link Connections}; read without it before sending. */
  boolean isReachable() {
    return reachable;
  }

  void setReachable(boolean reachable) {
    this.reachable = reachable;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (ended) {
      return;
    }
    if (message.decoderResult().isFailure()) {
      end(
          message.decoderResult().cause() instanceof TooLongFrameException
              ? Disconnect.PACKET_TOO_LARGE
              : Disconnect.MALFORMED_PACKET);
      return;
    }
    switch (Step.of(true, message.fixedHeader().messageType())) {
      case PUBLISH -> publish((MqttPublishMessage) message);
      case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
      case PING -> context.writeAndFlush(Packets.pong());
      case LEAVE -> cut();
      case VIOLATION, CONNECT, CUT -> end(Disconnect.PROTOCOL_ERROR);
    }
  }

  private void publish(MqttPublishMessage message) {
    Optional<Disconnect> refusal = Rules.refuse(message, Topics.up(device));
    if (refusal.isPresent()) {
      end(refusal.get());
      return;
    }
    byte[] uplink = new byte[message.payload().readableBytes()];
    message.payload().readBytes(uplink);
    int packet = message.variableHeader().packetId();
    boolean wantsAnswer = message.fixedHeader().qosLevel() != MqttQoS.AT_MOST_ONCE;
    inFlight++;
    if (inFlight >= IN_FLIGHT) {
      channel.config().setAutoRead(false);
    }
    connections.received(
        peer,
        Bytes.wrap(uplink),
        reception -> onLoop(() -> answer(packet, wantsAnswer, reception)));
  }

  private void answer(int packet, boolean wanted, Reception reception) {
    inFlight--;
    if (!ended && wanted) {
      if (five || reception == Reception.TAKEN) {
        channel.writeAndFlush(Packets.acknowledgement(packet, reception));
      } else {
        LOG.info("{}: ends its connection, since 3.1.1 can't say {}", device, reception);
        cut();
      }
    }
    channel.config().setAutoRead(true);
  }

  private void subscribe(MqttSubscribeMessage message) {
    int packet = message.variableHeader().messageId();
    int filters = message.payload().topicSubscriptions().size();
    if (filters == 0) {
      end(Disconnect.PROTOCOL_ERROR);
      return;
    }
    Optional<Disconnect> refusal = Rules.refuse(message, Topics.down(device));
    if (refusal.isPresent()) {
      channel.write(Packets.notSubscribed(five, packet, filters, refusal.get()));
      end(refusal.get());
      return;
    }
    channel.writeAndFlush(Packets.subscribed(packet, filters));
    connections.reachable(this);
  }

  private void unsubscribe(MqttUnsubscribeMessage message) {
    if (message.payload().topics().contains(Topics.down(device))) {
      connections.unreachable(this);
    }
    channel.writeAndFlush(
        Packets.unsubscribed(
            message.variableHeader().messageId(), message.payload().topics().size()));
  }

  /** Sends a downlink, unless a newer one overtakes it. Any thread. */
  void send(Bytes downlink) {
    if (Packets.size(Topics.down(device), downlink) > largest) {
      LOG.warn("{}: a downlink of {} bytes is more than it takes", device, downlink.size());
    } else if (newest.getAndSet(downlink) == null) {
      onLoop(this::flush);
    }
  }

  private void flush() {
    if (!ended && reachable && channel.isWritable()) {
      Bytes downlink = newest.getAndSet(null);
      if (downlink != null) {
        channel.writeAndFlush(Packets.downlink(Topics.down(device), downlink));
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    flush();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && inFlight < IN_FLIGHT) {
      end(Disconnect.KEEP_ALIVE_TIMEOUT);
    }
    context.fireUserEventTriggered(event);
  }

  /** Another connection of this device came. Any thread. */
  void takenOver() {
    onLoop(() -> end(Disconnect.SESSION_TAKEN_OVER));
  }

  /** The front end stops. Any thread. */
  void shutDown() {
    onLoop(() -> end(Disconnect.SERVER_SHUTTING_DOWN));
  }

  private void end(Disconnect reason) {
    if (ended) {
      return;
    }
    LOG.info("{}: its connection is ended: {}", device, reason);
    if (!five) {
      channel.flush();
      cut();
      return;
    }
    leave();
    channel.writeAndFlush(Packets.disconnect(reason));
    channel.pipeline().get(SslHandler.class).closeOutbound();
    // What the device still sends is read and thrown away: closing on top of it would make TCP
    // take the reason back.
    channel.config().setAutoRead(true);
    channel.eventLoop().schedule(() -> channel.close(), farewell.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cut() {
    leave();
    channel.close();
  }

  private void leave() {
    ended = true;
    connections.gone(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leave();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.debug("{}: its connection failed", device, cause);
    } else {
      LOG.error("{}: its connection is cut for a bug", device, cause);
    }
    cut();
  }

  private void onLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: the front end has stopped", device);
    }
  }
}

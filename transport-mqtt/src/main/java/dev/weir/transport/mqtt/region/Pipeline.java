package dev.weir.transport.mqtt.region;

import dev.weir.transport.mqtt.Topics;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;

/** How each accepted connection is taken apart: TLS, packets, then what they mean. */
// A write or a close that fails ends the channel, and that is heard.
@SuppressWarnings("FutureReturnValueIgnored")
final class Pipeline extends ChannelInitializer<SocketChannel> {
  static final String DECODER = "decoder";

  /** A client id is a device's canonical text: two names and a sign between them. */
  private static final int CLIENT_ID = 127;

  private final SslContext tls;
  private final ChannelGroup channels;
  private final int maxChannels;
  private final Timing timing;
  private final Supplier<Greeting> greeting;

  Pipeline(
      SslContext tls,
      ChannelGroup channels,
      int maxChannels,
      Timing timing,
      Supplier<Greeting> greeting) {
    this.tls = tls;
    this.channels = channels;
    this.maxChannels = maxChannels;
    this.timing = timing;
    this.greeting = greeting;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (channels.size() >= maxChannels) {
      channel.close();
      return;
    }
    channels.add(channel);
    SslHandler handler = tls.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(timing.connect().toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(timing.farewell().toMillis());
    channel
        .pipeline()
        .addLast("tls", handler)
        .addLast(DECODER, new MqttDecoder(Topics.PACKET, CLIENT_ID))
        .addLast("encoder", MqttEncoder.INSTANCE)
        .addLast("flow", new FlowControlHandler())
        .addLast("greeting", greeting.get());
  }
}

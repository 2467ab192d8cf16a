package dev.weir.transport.coap;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * An agent's channel over CoAP: an observation of {@code /down}, and messages to {@code /up}. It is
 * open when the observation stands, and ends with the first trouble: no answer for 20 s, or a
 * session that the region ended. Source: docs/protocol.md, section 8.3.
 */
final class CoapChannel implements Channel, Observation.Events {
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final long CLOSE_MILLIS = 2500;

  private final ChannelSettings settings;
  private final Configuration configuration;
  private final ChannelListener listener;
  private final AgentThread thread = new AgentThread("weir-coap-channel");
  private final Sender sender = new Sender(thread, this::trouble);
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Link link;
  private boolean open;
  private boolean ended;

  private CoapChannel(
      ChannelSettings settings, Configuration configuration, ChannelListener listener) {
    this.settings = settings;
    this.configuration = configuration;
    this.listener = listener;
  }

  /** Begins to connect. Does not block. */
  static CoapChannel open(
      ChannelSettings settings, Configuration configuration, ChannelListener listener) {
    CoapChannel channel = new CoapChannel(settings, configuration, listener);
    channel.thread.execute(channel::connect);
    return channel;
  }

  private void connect() {
    if (ended) {
      return;
    }
    try {
      link = Link.open(thread, settings, configuration, this::trouble);
      new Observation(link, thread, settings.keepAlive(), this).begin();
    } catch (IOException e) {
      trouble("can't reach " + settings.address() + ": " + e.getMessage());
    }
  }

  @Override
  public void stands() {
    if (!ended && link != null) {
      open = true;
      listener.opened();
      sender.start(link);
    }
  }

  @Override
  public void received(Bytes downlink) {
    if (!ended) {
      listener.received(downlink);
    }
  }

  @Override
  public void trouble(String why) {
    if (ended) {
      return;
    }
    ended = true;
    listener.closed(why);
    if (link == null) {
      release();
    } else {
      link.close(this::release);
    }
  }

  private void release() {
    over.countDown();
    thread.end();
  }

  @Override
  public void send(Bytes uplink) {
    if (uplink.size() > Limits.DEVICE_MESSAGE) {
      throw new IllegalArgumentException(
          "a message has at most %d bytes; found %d"
              .formatted(Limits.DEVICE_MESSAGE, uplink.size()));
    }
    thread.execute(() -> sender.send(uplink));
  }

  /** Waits until the end, unless it is called by the channel itself. */
  @Override
  public void close() {
    thread.execute(this::drain);
    if (thread.isCurrent()) {
      return;
    }
    try {
      over.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    if (open) {
      thread.after(DRAIN, () -> trouble("closed by the agent"));
      sender.whenEmpty(() -> trouble("closed by the agent"));
    } else {
      trouble("closed by the agent");
    }
  }
}

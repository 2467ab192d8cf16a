package dev.weir.transport.mqtt.agent;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.mqtt.Topics;
import dev.weir.transport.mqtt.agent.Client.Then;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * One MQTT 5 connection of an agent. It is open when its subscription stands. What ends it is told
 * once, whatever comes first: the link, the region, a message that is busied away or refused, too
 * many messages, {@link #close}. Source: docs/protocol.md, section 8.2.
 */
final class MqttChannel implements Channel {
  private static final Duration OPEN = Duration.ofSeconds(25);
  private static final Duration DRAIN = Duration.ofMillis(1500);
  private static final Duration FAREWELL = Duration.ofMillis(400);

  /** Until threads that Paho has left behind are interrupted. */
  private static final Duration REMAINS = Duration.ofSeconds(5);

  /** Paho keeps three busy; the others are for its connecting and ending, timers and farewell. */
  private static final int THREADS = 5;

  private static final int MAX_KEEP_ALIVE_S = 65_535;

  private final ChannelSettings settings;
  private final Events events;
  private final TlsLink link;
  private final ScheduledThreadPoolExecutor threads;
  private final Client client;
  private final Outbox outbox = new Outbox();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);

  private MqttChannel(ChannelSettings settings, SSLSocketFactory tls, ChannelListener listener)
      throws MqttException {
    this.settings = settings;
    this.events = new Events(listener);
    this.link = new TlsLink(settings.address(), tls);
    this.threads = new ScheduledThreadPoolExecutor(THREADS, task -> new OwnThread(this, task));
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.setRemoveOnCancelPolicy(true);
    this.client = new Client(settings.device().text(), link, threads);
  }

  /** A thread of one channel. */
  private static final class OwnThread extends Thread {
    private final MqttChannel owner;

    OwnThread(MqttChannel owner, Runnable task) {
      super(task, "mqtt");
      this.owner = owner;
      setDaemon(true);
    }
  }

  /** Begins to connect. */
  static Channel open(ChannelSettings settings, SSLSocketFactory tls, ChannelListener listener) {
    try {
      MqttChannel channel = new MqttChannel(settings, tls, listener);
      channel.start();
      return channel;
    } catch (MqttException e) {
      throw new IllegalStateException("Paho can't be set up", e);
    }
  }

  private void start() throws MqttException {
    later(
        OPEN,
        () -> {
          if (!outbox.isOpen()) {
            end("no answer from " + settings.address() + " within " + OPEN);
          }
        });
    client.setCallback(new Ears());
    client.connect(
        options(), null, new Then(connected -> subscribe(), why -> gone(Causes.of(why))));
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setKeepAliveInterval(
        (int) Math.max(1, Math.min(MAX_KEEP_ALIVE_S, settings.keepAlive().toSeconds())));
    return options;
  }

  private void subscribe() {
    MqttSubscription down = new MqttSubscription(Topics.down(settings.device()), 0);
    try {
      client.subscribe(
          new MqttSubscription[] {down},
          null,
          new Then(this::subscribed, MqttChannel::tellsItself),
          new MqttProperties());
    } catch (MqttException e) {
      failed(e);
    }
  }

  private void subscribed(IMqttToken token) {
    int code = code(token);
    if (Causes.isRefusal(code)) {
      end("the region refused the subscription: " + Causes.of(code));
      return;
    }
    outbox.open();
    events.opened();
    pump();
  }

  @Override
  public void send(Bytes uplink) {
    if (uplink.size() > Limits.DEVICE_MESSAGE) {
      throw new IllegalArgumentException(
          "a message must be at most " + Limits.DEVICE_MESSAGE + " bytes; has " + uplink.size());
    }
    if (outbox.put(uplink)) {
      pump();
    } else {
      end("the region does not answer: " + Outbox.WAITING + " messages wait");
    }
  }

  private void pump() {
    try {
      synchronized (outbox) {
        for (Optional<Bytes> next = outbox.next(); next.isPresent(); next = outbox.next()) {
          client.publish(
              Topics.up(settings.device()),
              new MqttMessage(next.get().toArray(), 1, false, new MqttProperties()),
              null,
              new Then(this::answered, MqttChannel::tellsItself));
        }
      }
    } catch (MqttException e) {
      failed(e);
    }
  }

  /** An operation could not begin. */
  private void failed(MqttException trouble) {
    switch (trouble.getReasonCode()) {
      case MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
          MqttClientException.REASON_CODE_CLIENT_DISCONNECTING,
          MqttClientException.REASON_CODE_CLIENT_CLOSED ->
          // Paho is about to say why.
          link.cut();
      default -> end(Causes.of(trouble));
    }
  }

  private void answered(IMqttToken token) {
    int code = code(token);
    if (Causes.isRefusal(code)) {
      end("the region turned a message away: " + Causes.of(code));
      return;
    }
    outbox.answered();
    pump();
  }

  private static int code(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? MqttReturnCode.RETURN_CODE_SUCCESS : codes[0];
  }

  /** Where an operation fails, the connection has ended, and says so. */
  private static void tellsItself(Throwable trouble) {}

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    if (Thread.currentThread() instanceof OwnThread own && own.owner == this) {
      // Paho can't end while this thread waits for its end.
      leaveLater();
    } else {
      leave();
    }
  }

  private void leaveLater() {
    try {
      threads.execute(this::leave);
    } catch (RejectedExecutionException e) {
      // It has ended by itself meanwhile, and said so.
    }
  }

  private void leave() {
    try {
      if (outbox.isOpen()) {
        outbox.awaitEmpty(DRAIN);
        client.disconnect(
            0,
            null,
            new Then(left -> gone("closed"), failed -> gone("closed")),
            MqttReturnCode.RETURN_CODE_SUCCESS,
            new MqttProperties());
        over.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MqttException e) {
      // It has ended by itself meanwhile.
    }
    end("closed");
  }

  /** Ends the channel for a reason of ours; Paho notices, and comes to {@link #gone}. */
  private void end(String why) {
    events.closed(why);
    outbox.end();
    link.cut();
    over.countDown();
    later(REMAINS, threads::shutdownNow);
  }

  private void later(Duration delay, Runnable task) {
    try {
      Future<?> unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Paho has ended: there is nothing to look after.
    }
  }

  /** Paho has ended: its threads come to their ends. */
  private void gone(String why) {
    events.closed(why);
    outbox.end();
    link.cut();
    threads.shutdown();
    over.countDown();
  }

  /** What Paho tells. */
  private final class Ears implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (topic.equals(Topics.down(settings.device()))) {
        events.received(Bytes.wrap(message.getPayload()));
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      gone(Causes.of(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException trouble) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}

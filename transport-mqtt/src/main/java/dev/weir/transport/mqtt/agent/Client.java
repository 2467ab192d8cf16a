package dev.weir.transport.mqtt.agent;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's client over a link of ours, on threads of ours. */
final class Client extends MqttAsyncClient {
  /** Paho logs a stack trace for each lost connection; what is lost we say ourselves. */
  private static final Logger SILENCED = Logger.getLogger("org.eclipse.paho.mqttv5");

  /** Paho wants one of a scheme that it knows, and never connects to it. */
  private static final String UNUSED_ADDRESS = "ssl://region";

  private final NetworkModule link;

  Client(String id, NetworkModule link, ScheduledExecutorService threads) throws MqttException {
    super(UNUSED_ADDRESS, id, new MemoryPersistence(), null, threads);
    this.link = link;
    SILENCED.setLevel(Level.OFF);
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options) {
    return new NetworkModule[] {link};
  }

  /** What follows an operation. */
  record Then(Consumer<IMqttToken> done, Consumer<Throwable> failed) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      done.accept(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable trouble) {
      failed.accept(trouble);
    }
  }
}

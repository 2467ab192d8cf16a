package dev.weir.transport.mqtt.foreign;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.mqtt.Eventually;
import dev.weir.trust.pki.Tls;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** Somebody else at the same broker, who looks at what the agent does. */
final class PlainClient implements AutoCloseable {
  private static final int PATIENCE_S = 20;

  private final MqttClient client;
  private final LinkedBlockingQueue<Message> heard = new LinkedBlockingQueue<>();

  record Message(String topic, int qos, Bytes payload) {}

  PlainClient(URI broker, Credentials credentials) throws MqttException {
    client =
        new MqttClient(
            "ssl://" + broker.getHost() + ":" + broker.getPort(),
            "watcher",
            new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(Tls.clientContext(credentials, peer -> true).getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(false);
    options.setConnectionTimeout(PATIENCE_S);
    client.setTimeToWait(PATIENCE_S * 1000L);
    client.connect(options);
  }

  void subscribe(String filter) throws MqttException {
    client.setCallback(new Ears(heard));
    client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)});
  }

  void publish(String topic, Bytes payload) throws MqttException {
    client.publish(topic, new MqttMessage(payload.toArray(), 1, false, null));
  }

  Message next() throws InterruptedException {
    return Eventually.next("a message of the agent", heard);
  }

  @Override
  public void close() throws MqttException {
    client.disconnect();
    client.close();
  }
}

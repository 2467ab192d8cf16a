package dev.weir.transport.mqtt.foreign;

import dev.weir.protocol.wire.Bytes;
import java.util.Queue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Keeps what comes. */
record Ears(Queue<PlainClient.Message> heard) implements MqttCallback {
  @Override
  public void messageArrived(String topic, MqttMessage message) {
    heard.add(new PlainClient.Message(topic, message.getQos(), Bytes.of(message.getPayload())));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException trouble) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String address) {}

  @Override
  public void authPacketArrived(int code, MqttProperties properties) {}
}

package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.mqtt.Topics;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Optional;

/** What devices may not say, each with the reason that MQTT 5 has for it. docs/protocol.md, 8.2. */
final class Rules {
  private static final String SHARED = "$share/";

  private Rules() {}

  /** Why this peer may not connect like that; the code is that of MQTT 5. */
  static Optional<MqttConnectReturnCode> refuse(MqttConnectMessage message, Optional<Peer> peer) {
    MqttConnectVariableHeader connect = message.variableHeader();
    if (connect.version() < MqttVersion.MQTT_3_1_1.protocolLevel()) {
      return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION);
    }
    if (peer.flatMap(Peer::device).isEmpty()) {
      return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5);
    }
    if (!peer.orElseThrow().name().equals(message.payload().clientIdentifier())) {
      return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID);
    }
    if (has(connect.properties(), MqttProperties.AUTHENTICATION_METHOD)) {
      return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD);
    }
    return refuseWill(connect);
  }

  private static Optional<MqttConnectReturnCode> refuseWill(MqttConnectVariableHeader connect) {
    if (!connect.isWillFlag()) {
      return Optional.empty();
    }
    if (connect.isWillRetain()) {
      return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_RETAIN_NOT_SUPPORTED);
    }
    return Optional.of(
        connect.willQos() > MqttQoS.AT_LEAST_ONCE.value()
            ? MqttConnectReturnCode.CONNECTION_REFUSED_QOS_NOT_SUPPORTED
            : MqttConnectReturnCode.CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC);
  }

  /** Why the device may not publish this. */
  static Optional<MqttReasonCodes.Disconnect> refuse(MqttPublishMessage message, String topic) {
    if (message.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
      return Optional.of(MqttReasonCodes.Disconnect.QOS_NOT_SUPPORTED);
    }
    if (message.fixedHeader().isRetain()) {
      return Optional.of(MqttReasonCodes.Disconnect.RETAIN_NOT_SUPPORTED);
    }
    if (has(message.variableHeader().properties(), MqttProperties.TOPIC_ALIAS)) {
      return Optional.of(MqttReasonCodes.Disconnect.TOPIC_ALIAS_INVALID);
    }
    if (!message.variableHeader().topicName().equals(topic)) {
      return Optional.of(MqttReasonCodes.Disconnect.NOT_AUTHORIZED);
    }
    if (message.payload().readableBytes() > Limits.DEVICE_MESSAGE) {
      return Optional.of(MqttReasonCodes.Disconnect.PACKET_TOO_LARGE);
    }
    return Optional.empty();
  }

  /** Why the device may not subscribe like that. SUBACK and DISCONNECT share these codes. */
  static Optional<MqttReasonCodes.Disconnect> refuse(MqttSubscribeMessage message, String topic) {
    if (has(
        message.idAndPropertiesVariableHeader().properties(),
        MqttProperties.SUBSCRIPTION_IDENTIFIER)) {
      return Optional.of(MqttReasonCodes.Disconnect.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED);
    }
    return message.payload().topicSubscriptions().stream()
        .map(subscription -> subscription.topicFilter())
        .filter(filter -> !filter.equals(topic))
        .findFirst()
        .map(Rules::refuseFilter);
  }

  private static MqttReasonCodes.Disconnect refuseFilter(String filter) {
    if (filter.startsWith(SHARED)) {
      return MqttReasonCodes.Disconnect.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
    }
    return filter.indexOf('#') >= 0 || filter.indexOf('+') >= 0
        ? MqttReasonCodes.Disconnect.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED
        : MqttReasonCodes.Disconnect.NOT_AUTHORIZED;
  }

  /** Largest packet in bytes that the client takes. */
  static int largest(MqttConnectMessage message) {
    return message.variableHeader().properties().getProperty(MqttProperties.MAXIMUM_PACKET_SIZE)
                instanceof MqttProperties.IntegerProperty limit
            && limit.value() > 0
        ? limit.value()
        : Topics.PACKET;
  }

  private static boolean has(MqttProperties properties, int id) {
    return properties.getProperty(id) != null;
  }
}

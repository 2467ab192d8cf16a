package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.mqtt.Topics;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import java.util.Collections;

/** The packets that a region sends. */
final class Packets {
  /** What a PUBLISH has besides topic and payload, at most: fixed header, lengths, properties. */
  private static final int OVERHEAD = 16;

  private Packets() {}

  /** Accepts; with MQTT 5 it says what this server has not. */
  static MqttMessage welcome(boolean five, int keepAliveSeconds) {
    MqttMessageBuilders.ConnAckBuilder builder =
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(false);
    if (five) {
      builder.properties(
          limits ->
              limits
                  .sessionExpiryInterval(0)
                  .receiveMaximum(Connection.IN_FLIGHT)
                  .maximumQos((byte) MqttQoS.AT_LEAST_ONCE.value())
                  .retainAvailable(false)
                  .maximumPacketSize(Topics.PACKET)
                  .wildcardSubscriptionAvailable(false)
                  .subscriptionIdentifiersAvailable(false)
                  .sharedSubscriptionAvailable(false)
                  .serverKeepAlive(keepAliveSeconds));
    }
    return builder.build();
  }

  /** Refuses a CONNECT; 3.1.1 knows five reasons only. */
  static MqttMessage refusal(boolean five, MqttConnectReturnCode reason) {
    return MqttMessageBuilders.connAck()
        .returnCode(five ? reason : old(reason))
        .sessionPresent(false)
        .build();
  }

  private static MqttConnectReturnCode old(MqttConnectReturnCode reason) {
    if (reason == MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION) {
      return MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
    }
    if (reason == MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID) {
      return MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
    }
    return reason == MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
        ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE
        : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
  }

  /** Grants all filters of a SUBSCRIBE with QoS 0. */
  static MqttMessage subscribed(int packet, int filters) {
    return subAck(packet, filters, MqttQoS.AT_MOST_ONCE.value());
  }

  /** Refuses all filters of a SUBSCRIBE. */
  static MqttMessage notSubscribed(
      boolean five, int packet, int filters, MqttReasonCodes.Disconnect reason) {
    return subAck(packet, filters, five ? reason.byteValue() & 0xff : MqttQoS.FAILURE.value());
  }

  private static MqttMessage subAck(int packet, int filters, int code) {
    return new MqttSubAckMessage(
        new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttMessageIdAndPropertiesVariableHeader(packet, MqttProperties.NO_PROPERTIES),
        new MqttSubAckPayload(Collections.nCopies(filters, code)));
  }

  /** Answers an UNSUBSCRIBE of so many filters. */
  static MqttMessage unsubscribed(int packet, int filters) {
    return MqttMessageBuilders.unsubAck()
        .packetId(packet)
        .addReasonCodes(Collections.nCopies(filters, (short) 0).toArray(Short[]::new))
        .build();
  }

  /** Acknowledges a PUBLISH. */
  static MqttMessage acknowledgement(int packet, Reception reception) {
    MqttReasonCodes.PubAck reason =
        switch (reception) {
          case TAKEN -> MqttReasonCodes.PubAck.SUCCESS;
          case BUSY -> MqttReasonCodes.PubAck.QUOTA_EXCEEDED;
          case REFUSED -> MqttReasonCodes.PubAck.PAYLOAD_FORMAT_INVALID;
        };
    return MqttMessageBuilders.pubAck().packetId(packet).reasonCode(reason.byteValue()).build();
  }

  static MqttMessage downlink(String topic, Bytes message) {
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttPublishVariableHeader(topic, 0, MqttProperties.NO_PROPERTIES),
        Unpooled.wrappedBuffer(message.asBuffer()));
  }

  /** An upper bound of what {@link #downlink} takes on the wire, in bytes. */
  static int size(String topic, Bytes message) {
    return topic.length() + message.size() + OVERHEAD;
  }

  static MqttMessage pong() {
    return MqttMessage.PINGRESP;
  }

  static MqttMessage disconnect(MqttReasonCodes.Disconnect reason) {
    return MqttMessageBuilders.disconnect().reasonCode(reason.byteValue()).build();
  }
}

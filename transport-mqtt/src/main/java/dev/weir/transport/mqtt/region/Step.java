package dev.weir.transport.mqtt.region;

import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * What a connection does with a packet, by its type and by whether a CONNECT was accepted before.
 *
 * <pre>
 * packet      before CONNECT  after
 * CONNECT     CONNECT         VIOLATION
 * CONNACK     CUT             VIOLATION
 * PUBLISH     CUT             PUBLISH
 * PUBACK      CUT             VIOLATION
 * PUBREC      CUT             VIOLATION
 * PUBREL      CUT             VIOLATION
 * PUBCOMP     CUT             VIOLATION
 * SUBSCRIBE   CUT             SUBSCRIBE
 * SUBACK      CUT             VIOLATION
 * UNSUBSCRIBE CUT             UNSUBSCRIBE
 * UNSUBACK    CUT             VIOLATION
 * PINGREQ     CUT             PING
 * PINGRESP    CUT             VIOLATION
 * DISCONNECT  CUT             LEAVE
 * AUTH        CUT             VIOLATION
 * </pre>
 *
 * The region publishes with QoS 0, so no acknowledgement ever answers it.
 */
enum Step {
  CONNECT,
  PUBLISH,
  SUBSCRIBE,
  UNSUBSCRIBE,
  PING,
  LEAVE,
  /** Ends the connection as a protocol error. */
  VIOLATION,
  /** Ends the connection without a word: nothing says that MQTT is spoken at all. */
  CUT;

  static Step of(boolean connected, MqttMessageType packet) {
    if (!connected) {
      return packet == MqttMessageType.CONNECT ? CONNECT : CUT;
    }
    return switch (packet) {
      case PUBLISH -> PUBLISH;
      case SUBSCRIBE -> SUBSCRIBE;
      case UNSUBSCRIBE -> UNSUBSCRIBE;
      case PINGREQ -> PING;
      case DISCONNECT -> LEAVE;
      case CONNECT, CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, AUTH ->
          VIOLATION;
    };
  }
}

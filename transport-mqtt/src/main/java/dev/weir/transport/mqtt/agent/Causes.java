package dev.weir.transport.mqtt.agent;

import java.util.Locale;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** Why a channel ended, in words. */
final class Causes {
  private static final int LAST_REASON_CODE = 0xff;

  private Causes() {}

  static boolean isRefusal(int code) {
    return code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR;
  }

  /** A reason code of MQTT 5 (section 2.4), such as {@code 0x8e session taken over}. */
  static String of(int code) {
    return String.format(Locale.ROOT, "0x%02x %s", code, name(code));
  }

  private static String name(int code) {
    return switch (code) {
      case MqttReturnCode.RETURN_CODE_MALFORMED_CONTROL_PACKET -> "malformed packet";
      case MqttReturnCode.RETURN_CODE_PROTOCOL_ERROR -> "protocol error";
      case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID -> "client id not valid";
      case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED -> "not authorized";
      case MqttReturnCode.RETURN_CODE_SERVER_BUSY -> "server busy";
      case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN -> "server shutting down";
      case MqttReturnCode.RETURN_CODE_KEEP_ALIVE_TIMEOUT -> "keep alive timeout";
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER -> "session taken over";
      case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE -> "packet too large";
      case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED -> "quota exceeded: the region is busy";
      case MqttReturnCode.RETURN_CODE_PAYLOAD_FORMAT_INVALID -> "payload format invalid";
      default -> "";
    };
  }

  static String of(MqttDisconnectResponse response) {
    return response.getException() == null
        ? "the region ended the connection: " + of(response.getReturnCode())
        : of(response.getException());
  }

  static String of(Throwable trouble) {
    if (trouble instanceof MqttException refusal
        && isRefusal(refusal.getReasonCode())
        && refusal.getReasonCode() <= LAST_REASON_CODE) {
      return "the region refused the connection: " + of(refusal.getReasonCode());
    }
    return "no connection: " + rootOf(trouble);
  }

  private static String rootOf(Throwable trouble) {
    Throwable root = trouble;
    @Nullable Throwable cause = trouble.getCause();
    while (cause != null && cause != root) {
      root = cause;
      cause = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}

package dev.weir.transport.mqtt.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttMessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StepTest {
  @Test
  void theTableInTheClassCommentIsWhatTheCodeDoes() throws IOException {
    StringBuilder table = new StringBuilder(" * packet      before CONNECT  after\n");
    for (MqttMessageType packet : MqttMessageType.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              " * %-11s %-15s %s%n",
              packet,
              Step.of(false, packet),
              Step.of(true, packet)));
    }
    assertThat(Files.readString(Path.of("src/main/java/dev/weir/transport/mqtt/region/Step.java")))
        .contains(" * <pre>\n" + table + " * </pre>");
  }
}

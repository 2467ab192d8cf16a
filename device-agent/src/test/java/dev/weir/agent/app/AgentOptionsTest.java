package dev.weir.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.drive.TelemetrySettings;
import dev.weir.node.Options;
import dev.weir.protocol.id.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {
  private static AgentOptions read(String... arguments) {
    return AgentOptions.read(Options.parse(List.of(arguments)));
  }

  @Test
  void allOptionsAreRead() {
    AgentOptions read =
        read(
            "--data",
            "d",
            "--id",
            "acme~pump-1",
            "--model",
            "pump",
            "--hardware",
            "r2",
            "--site",
            "acme~hall-1",
            "--labels",
            "lab=yes,floor=2",
            "--transport",
            "coap",
            "--image",
            "i.img",
            "--image-version",
            "3.25.4",
            "--rate",
            "65536",
            "--decoding-price",
            "20000",
            "--heartbeat",
            "1s",
            "--starts",
            "5",
            "--telemetry-every",
            "1s",
            "--telemetry-flush",
            "5s",
            "--spool-mib",
            "2",
            "--join",
            "join.json",
            "--health-port",
            "0",
            "--host",
            "127.0.0.1");
    assertThat(read.settings().transport()).isEqualTo("coap");
    assertThat(read.settings().download().rate()).isEqualTo(65_536);
    assertThat(read.settings().download().decodingPrice()).isEqualTo(20_000);
    assertThat(read.settings().link().heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(read.settings().trial().starts()).isEqualTo(5);
    assertThat(read.settings().telemetry())
        .isEqualTo(
            new TelemetrySettings(Duration.ofSeconds(1), Duration.ofSeconds(5), 2 * 1024 * 1024));
    assertThat(read.labels()).isEqualTo(Map.of("lab", "yes", "floor", "2"));
    assertThat(read.imageVersion()).contains(new Version("3.25.4"));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    "--id",
                    "Pump 1",
                    "--transport",
                    "pigeon",
                    "--rate",
                    "-1",
                    "--heartbeat",
                    "0s",
                    "--labels",
                    "x",
                    "--telemetry-every",
                    "1ms",
                    "--telemetry-flush",
                    "2h",
                    "--spool-mib",
                    "0",
                    "--colour",
                    "red"))
        .isInstanceOf(Options.Faulty.class)
        .hasMessageContaining("--id must be")
        .hasMessageContaining("--model is missing")
        .hasMessageContaining("--data is missing")
        .hasMessageContaining("--transport must be mqtt or coap; found \"pigeon\"")
        .hasMessageContaining("--rate must be")
        .hasMessageContaining("--heartbeat must be")
        .hasMessageContaining("--labels must be")
        .hasMessageContaining("--telemetry-every must be a duration from 100ms to 1h")
        .hasMessageContaining("--telemetry-flush must be a duration from 0s to 1h")
        .hasMessageContaining("--spool-mib must be")
        .hasMessageContaining("there is no option --colour");
  }
}

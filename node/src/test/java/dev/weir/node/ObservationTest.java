package dev.weir.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What a process shows of itself: metrics, health, logs. */
class ObservationTest {
  @Test
  void thePageHasOneTypeLineAFamily() {
    Metrics metrics = new Metrics();
    metrics.count("weir_reports_total{kind=\"a\"}", 2);
    metrics.count("weir_reports_total{kind=\"a\"}", 3);
    metrics.count("weir_reports_total{kind=\"b\"}", 1);
    metrics.count("weir_reports_bytes_total", 9);
    metrics.gauge("weir_devices", () -> 7);
    assertThat(metrics.page())
        .isEqualTo(
            """
            # TYPE weir_devices gauge
            weir_devices 7
            # TYPE weir_reports_bytes_total counter
            weir_reports_bytes_total 9
            # TYPE weir_reports_total counter
            weir_reports_total{kind="a"} 5
            weir_reports_total{kind="b"} 1
            """);
  }

  @Test
  void theHealthServerSaysWhyItIsNotReady() throws Exception {
    AtomicReference<Optional<String>> notReady = new AtomicReference<>(Optional.of("no lease"));
    Metrics metrics = new Metrics();
    metrics.count("weir_x_total", 1);
    try (HealthServer server = HealthServer.open(0, notReady::get, metrics)) {
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").body()).isEqualTo("no lease\n");
      notReady.set(Optional.empty());
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/metrics").body()).contains("weir_x_total 1");
      assertThatThrownBy(() -> HealthServer.open(server.port(), Optional::empty, metrics))
          .hasMessageStartingWith("health port " + server.port() + " can't be bound");
    }
  }

  @Test
  void whoIsOnlyDegradedIsReadyAndSaysIt() throws Exception {
    AtomicReference<Optional<String>> notReady = new AtomicReference<>(Optional.empty());
    try (HealthServer server =
        HealthServer.open(0, notReady::get, () -> Optional.of("telemetry waits"), new Metrics())) {
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").body()).isEqualTo("degraded: telemetry waits\n");
      notReady.set(Optional.of("no lease"));
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").body()).isEqualTo("no lease\n");
    }
  }

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aLogLineIsOneJsonObject() throws IOException {
    LogRecord entry = new LogRecord(Level.WARNING, "said \"{0}\"\nand more");
    entry.setLoggerName("dev.weir.x");
    entry.setParameters(new Object[] {"tab\t"});
    entry.setThrown(new IOException("broken\nin two"));
    String line = new JsonLog("region-a").format(entry);
    assertThat(line).endsWith("}\n");
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    Map<String, String> fields = fields(line);
    assertThat(fields)
        .containsEntry("level", "warning")
        .containsEntry("node", "region-a")
        .containsEntry("logger", "dev.weir.x")
        .containsEntry("message", "said \"tab\t\"\nand more")
        .containsKey("at");
    assertThat(fields.get("thrown")).startsWith("java.io.IOException: broken\nin two\n\tat ");
  }

  private static Map<String, String> fields(String line) throws IOException {
    TreeMap<String, String> fields = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        fields.put(parser.currentName(), parser.nextTextValue());
      }
      assertThat(parser.nextToken()).isNull();
    }
    return fields;
  }
}

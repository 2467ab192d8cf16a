package dev.weir.console.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShowTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private static Chart chart(String unit, double... values) {
    List<Point> points = new java.util.ArrayList<>();
    Instant since = NOW.minusSeconds(3600);
    for (int i = 0; i < values.length; i++) {
      points.add(new Point(since.plusSeconds(60L * i), values[i] / 2, values[i], values[i] * 2, 3));
    }
    SeriesView series = new SeriesView("a.b", unit, points, values[0], NOW);
    TelemetryView view =
        new TelemetryView(DeviceId.of("d"), since, NOW, Duration.ofMinutes(1), List.of(series), 0);
    return Chart.of(series, view, Optional.empty(), NOW);
  }

  @Test
  void aChartReachesFromNoughtToARoundNumber() {
    assertThat(chart("B", 300, 600).values())
        .extracting(Chart.Tick::text)
        .containsExactly("0 B", "1.0 kB", "2.0 kB");
    assertThat(chart("/", 0.1).values())
        .extracting(Chart.Tick::text)
        .containsExactly("0%", "50%", "100%");
    assertThat(chart("Cel", 20).values())
        .extracting(Chart.Tick::text)
        .containsExactly("0.0 °C", "25.0 °C", "50.0 °C");
  }

  @Test
  void aLineLiesWhereItsValuesAre() {
    Chart chart = chart("/", 0.5, 0.25);
    assertThat(chart.line()).containsExactly("M74.0,68.0 81.7,97.0");
    assertThat(chart.band().get(0)).startsWith("M74.0,10.0 81.7,68.0 81.7,111.5").endsWith("Z");
    assertThat(chart("/", 0.5).line()).containsExactly("M74.0,68.0 h1");
  }

  @Test
  void addressesEncodeWhateverIsInThem() {
    assertThat(Links.devices(DeviceAsk.ALL.chosen("a=b&c#d/é\"<")))
        .isEqualTo("/console/devices?selector=a%3Db%26c%23d%2F%C3%A9%22%3C");
    assertThat(Links.device(DeviceId.of("acme~pump"))).isEqualTo("/console/devices/acme~pump");
  }

  @Test
  void onlyAnHttpsAddressOfARegionBecomesALink() {
    assertThat(
            Links.console(List.of(new Endpoint("api", URI.create("https://h:8443"))), Links.HOME))
        .contains("https://h:8443/console");
    assertThat(
            Links.console(
                List.of(new Endpoint("api", URI.create("javascript:alert(1)"))), Links.HOME))
        .isEmpty();
    assertThat(Links.console(List.of(new Endpoint("mqtt", URI.create("https://h"))), Links.HOME))
        .isEmpty();
  }
}

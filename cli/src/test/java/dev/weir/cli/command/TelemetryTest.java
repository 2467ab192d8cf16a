package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.text.DeviceText;
import dev.weir.cli.text.RegionViews;
import dev.weir.cli.text.TelemetryText;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telemetry, and devices with it. */
class TelemetryTest extends CliFixture {
  private static final String PATH =
      "GET /v1/devices/pump-1/telemetry?since=2026-03-01T11%3A00%3A35Z&until=2026-03-01T12%3A00%3A35Z";
  private static final String NEWEST = PATH + "&points=1";
  private static final String WHY = "GET /v1/rollouts/update-1/why/pump-1";

  @Test
  void theLastHourIsAskedForWithAsManyPointsAsTheChartHas() {
    global.answer(PATH + "&points=144", 200, TelemetryView.CODEC.toJson(RegionViews.telemetry()));

    assertThat(run("telemetry", "pump-1")).isZero();
    assertThat(printed()).isEqualTo(TelemetryText.of(RegionViews.telemetry(), Views.NOW));
  }

  @Test
  void oneSeriesOfAnotherTimeIsAskedFor() throws Malformed {
    global.answer(
        "GET /v1/devices/pump-1/telemetry?since=2026-03-01T11%3A59%3A05Z"
            + "&until=2026-03-01T12%3A00%3A35Z&points=144&series=cpu%2Fload",
        200, TelemetryView.CODEC.toJson(RegionViews.telemetry()));

    assertThat(run("telemetry", "pump-1", "--since", "1m30s", "--series", "cpu/load", "-o", "json"))
        .as(complained())
        .isZero();
    assertThat(TelemetryView.CODEC.fromJson(printed().strip())).isEqualTo(RegionViews.telemetry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1", "yesterday"})
  void aTimeThatIsNoneIsSaidToBeNone(String since) {
    assertThat(run("telemetry", "pump-1", "--since", since)).isEqualTo(2);
    assertThat(global.requests).isEmpty();
  }

  @Test
  void aRegionThatDoesNotAnswerIsAnError() {
    global.refuse(PATH + "&points=144", 504, "noAnswer", "region north did not answer");

    assertThat(run("telemetry", "pump-1")).isEqualTo(1);
    assertThat(complained()).contains("region north did not answer");
  }

  @Test
  void aDeviceIsDescribedWithWhatItsRegionSays() {
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));
    global.answer(NEWEST, 200, TelemetryView.CODEC.toJson(RegionViews.telemetry()));
    global.answer(WHY, 200, Explanation.CODEC.toJson(Views.why()));

    assertThat(run("describe", "device", "pump-1")).isZero();
    assertThat(printed()).isEqualTo(DeviceText.of(RegionViews.story(), Views.NOW));
  }

  @Test
  void aDeviceIsDescribedThoughItsRegionIsAway() {
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));
    global.refuse(NEWEST, 504, "noAnswer", "region north did not answer within 10 s");
    global.refuse(WHY, 504, "noAnswer", "region north did not answer within 10 s");

    assertThat(run("describe", "device", "pump-1")).isZero();
    assertThat(printed()).isEqualTo(DeviceText.of(RegionViews.storyOfSilence(), Views.NOW));
  }

  @Test
  void programsGetTheDeviceAloneAndItsRegionIsNotAsked() {
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));

    assertThat(run("describe", "device", "pump-1", "-o", "yaml")).isZero();
    assertThat(global.requests)
        .extracting(Exchange.Request::path)
        .containsExactly("/v1/devices/pump-1");
    assertThat(printed()).startsWith("device: pump-1\nregion: north\n");
  }

  @Test
  void aDeviceThatIsNotThereIsAnError() {
    global.refuse("GET /v1/devices/pump-1", 404, "notFound", "there is no device pump-1");

    assertThat(run("describe", "device", "pump-1")).isEqualTo(1);
    assertThat(global.requests).hasSize(1);
  }
}

package dev.weir.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RolloutView;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTextTest {
  private static Object load(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  static Stream<String> answers() {
    return Stream.of(
        RolloutView.CODEC.toJson(Views.running()),
        RolloutView.CODEC.toJson(Views.halted()),
        DeviceView.CODEC.toJson(Views.device()),
        "{\"empty\":{},\"none\":[],\"null\":null,\"flag\":true,\"real\":0.25,\"big\":9223372036854775807}");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void yamlIsReadAsTheSameValuesAsTheJson(String json) {
    assertThat(load(YamlText.ofJson(json))).isEqualTo(load(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "1.10",
        "null",
        "",
        "~",
        "a: b",
        "- a",
        "# x",
        " x ",
        "two\nlines",
        "\u001b[2J",
        "\u0085",
        "\u009b",
        "\ud83d\ude00",
        "'\"",
        "0x1f",
        "2026-01-31"
      })
  void textStaysText(String text) {
    Object loaded = load(YamlText.of(text));
    assertThat(loaded).isEqualTo(text);
    assertThat(YamlText.of(text)).doesNotContain("\u001b", "\u009b");
  }

  @Test
  void fieldsStandInTheirOrderOneALine() {
    assertThat(YamlText.ofJson("{\"b\":1,\"a\":{\"list\":[\"x\",{\"y\":2}]}}"))
        .isEqualTo("b: 1\na:\n  list:\n    - x\n    - y: 2\n");
  }
}

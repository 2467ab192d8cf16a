package dev.weir.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options of(String line) {
    return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void optionsAreRead() {
    Options options = of("--data /d --port 80 --lease 90s --beat 250ms --hold 2h");
    assertThat(options.path("data")).isEqualTo(Path.of("/d"));
    assertThat(options.number("port", 0, 0, 65_535)).isEqualTo(80);
    assertThat(options.duration("lease", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.duration("beat", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
    assertThat(options.duration("hold", Duration.ZERO)).isEqualTo(Duration.ofHours(2));
    assertThat(options.text("host", "127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(options.has("join")).isFalse();
    assertThatCode(options::check).doesNotThrowAnyException();
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    Options options = of("stray x --port 70000 --lease soon --port 1 --what ever --last");
    options.required("data");
    options.number("port", 0, 0, 65_535);
    options.duration("lease", Duration.ZERO);
    assertThatThrownBy(options::check)
        .isInstanceOf(Options.Faulty.class)
        .hasMessage(
            """
            expected an option such as --data, found "stray"
            --port stands there twice
            --last needs a value
            --data is missing
            --lease must be a duration such as 250ms, 20s, 5m or 2h; found "soon"
            there is no option --what
            """
                .strip());
  }

  @Test
  void aNumberOutsideItsRangeIsNamedWithTheRange() {
    Options options = of("--port 70000 --rate -1 --beat 1x --hold -5s");
    options.number("port", 0, 0, 65_535);
    options.number("rate", 0, 0, 10);
    options.duration("beat", Duration.ZERO);
    options.duration("hold", Duration.ZERO);
    assertThatThrownBy(options::check)
        .hasMessage(
            """
            --port must be a whole number from 0 to 65535; found "70000"
            --rate must be a whole number from 0 to 10; found "-1"
            --beat must be a duration such as 250ms, 20s, 5m or 2h; found "1x"
            --hold must be a duration such as 250ms, 20s, 5m or 2h; found "-5s"
            """
                .strip());
  }
}

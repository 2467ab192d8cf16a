package dev.weir.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.FailureClass;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void aWaveIsACountAShareOrAll() {
    assertThat(WaveOption.parse("canary=2"))
        .isEqualTo(new WaveOption("canary", Optional.empty(), Optional.of(2)));
    assertThat(WaveOption.parse("tenth=10%"))
        .isEqualTo(new WaveOption("tenth", Optional.of(100_000), Optional.empty()));
    assertThat(WaveOption.parse("rest"))
        .isEqualTo(WaveOption.parse("rest=all"))
        .isEqualTo(new WaveOption("rest", Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=2          | a wave is NAME=COUNT, NAME=SHARE% or NAME",
        "two words=2 | a wave is NAME=COUNT, NAME=SHARE% or NAME",
        "canary=     | wave canary: a number of devices is at least 1; found \"\"",
        "canary=0    | wave canary: a number of devices is at least 1; found \"0\"",
        "canary=-1   | wave canary: a number of devices is at least 1; found \"-1\"",
        "canary=2x   | wave canary: a number of devices is at least 1; found \"2x\"",
        "canary=0%   | wave canary: a wave of 0% would never open",
        "canary=101% | wave canary: a share is 0% to 100%",
      })
  void whatIsNoWaveIsRefused(String text, String trouble) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaveOption.parse(text))
        .withMessageContaining(trouble);
  }

  @Test
  void aGateSaysWhatIsOtherThanTheStrictOneAndForWhichWave() {
    assertThat(GateOption.parse("success=95%,sample=2,bake=10s").over(GateOption.STRICT))
        .isEqualTo(new Gate(950_000, 2, Duration.ofSeconds(10)));
    GateOption canary = GateOption.parse("canary:bake=10s");
    assertThat(canary.wave()).contains("canary");
    assertThat(canary.over(GateOption.STRICT))
        .isEqualTo(new Gate(1_000_000, 1, Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | expected success=..., sample=..., bake=...; found \"\"",
        "95%             | expected success=..., sample=..., bake=...; found \"95%\"",
        "succes=95%      | found \"succes=95%\"",
        "success=95      | success: a share is 0% to 100%, such as 95% or 0.5%; found \"95\"",
        "sample=0        | sample: a number of devices is at least 1; found \"0\"",
        "bake=10         | bake: a duration is such as",
        "bake=1s,bake=2s | bake stands there twice",
        "canary:         | found \"\"",
      })
  void whatIsNoGateIsRefused(String text, String trouble) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GateOption.parse(text))
        .withMessageContaining(trouble);
  }

  @Test
  void anAbortThresholdIsAFailureAShareAndASample() {
    assertThat(AbortOption.parse("unhealthy=20%,sample=5").threshold())
        .contains(new AbortThreshold(Optional.of(FailureClass.UNHEALTHY), 200_000, 5));
    assertThat(AbortOption.parse("silentAfterSwitch").threshold())
        .contains(new AbortThreshold(Optional.of(FailureClass.SILENT_AFTER_SWITCH), 0, 1));
    assertThat(AbortOption.parse("any=1%").threshold())
        .contains(new AbortThreshold(Optional.empty(), 10_000, 1));
    assertThat(AbortOption.parse("none").threshold()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void eachFailureHasItsWord(FailureClass failure) {
    assertThat(AbortOption.parse(AbortOption.word(failure)).threshold().orElseThrow().failure())
        .contains(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | a failure is any or one of badSignature, incompatible,",
        "UNHEALTHY       | found \"UNHEALTHY\"",
        "unhealthy=5     | a share is 0% to 100%",
        "any=5%,count=3  | expected sample=...; found \"count=3\"",
        "any=5%,sample=0 | sample: a number of devices is at least 1",
      })
  void whatIsNoAbortThresholdIsRefused(String text, String trouble) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbortOption.parse(text))
        .withMessageContaining(trouble);
  }

  @Test
  void deadlinesSayWhatIsOtherThanUsual() {
    assertThat(DeadlineOption.parse("install=30s,accept=1m").over(DeadlineOption.USUAL))
        .isEqualTo(
            new Deadlines(
                Duration.ofMinutes(1), DeadlineOption.USUAL.download(), Duration.ofSeconds(30)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeadlineOption.parse("install=0s"))
        .withMessage("install: a deadline is above 0; found \"0s\"");
  }

  @Test
  void aBaseIsAFileAndAVersion() {
    assertThat(BaseOption.parse("old.img:1.0.0"))
        .isEqualTo(new BaseOption("old.img", new Version("1.0.0")));
    assertThat(BaseOption.parse("images/protoc-3.25.4.exe"))
        .isEqualTo(new BaseOption("images/protoc-3.25.4.exe", new Version("protoc-3.25.4")));
    assertThat(BaseOption.parse("c:x/old.img:1.0.0").file()).isEqualTo("c:x/old.img");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":1.0", "old.img:", "old.img:not a version"})
  void whatIsNoBaseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseOption.parse(text))
        .withMessageContaining("a base is FILE:VERSION; found \"" + text + '"');
  }
}

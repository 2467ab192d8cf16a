package dev.weir.protocol.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenMlTest {
  private static final Instant AT = Instant.parse("2026-01-31T08:00:00.123Z");
  private static final List<Metric> METRICS = List.of(Metric.values());

  @Test
  void readingsComeBackAsTheyWere() throws Malformed {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      List<Reading> readings = new ArrayList<>();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        Metric metric = METRICS.get(random.nextInt(METRICS.size()));
        double value = random.nextBoolean() ? random.nextLong(1L << 50) : random.nextDouble(-9, 9);
        readings.add(metric.reading(value, AT.plusMillis(random.nextLong(-100_000, 100_000))));
      }
      assertThat(SenMl.decode(SenMl.encode(readings))).isEqualTo(readings);
    }
  }

  @Test
  void aPackIsSmall() {
    List<Reading> readings = new ArrayList<>();
    for (Metric metric : METRICS) {
      readings.add(metric.reading(0.25, AT));
    }
    assertThat(SenMl.encode(readings).size()).isLessThan(35 * readings.size());
  }

  @Test
  void theExampleOfTheStandardIsRead() throws Malformed {
    // RFC 8428, section 6: the pack of section 5.1.3 in CBOR.
    String pack =
        "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a"
            + "22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e06"
            + "6666666666a3006763757272656e74062402fb3ff3333333333333a300676375"
            + "7272656e74062302fb3ff4cccccccccccda3006763757272656e74062202fb3f"
            + "f6666666666666a3006763757272656e74062102f93e00a3006763757272656e"
            + "74062002fb3ff999999999999aa3006763757272656e74060002fb3ffb333333"
            + "333333";
    List<Reading> readings = SenMl.decode(hex(pack));
    assertThat(readings).hasSize(7);
    assertThat(readings.get(0))
        .isEqualTo(
            new Reading(
                "urn:dev:ow:10e2073a0108006:voltage",
                "V",
                120.1,
                Instant.ofEpochMilli(1_276_020_076_001L)));
    assertThat(readings.get(1).unit()).isEqualTo("A");
    assertThat(readings.get(1).at()).isEqualTo(Instant.ofEpochMilli(1_276_020_071_001L));
    assertThat(readings.get(4).value()).isEqualTo(1.5);
  }

  @Test
  void aRecordWithoutANumberIsSkippedAndItsBasesCount() throws Malformed {
    // [{bt: 1000, n: "a", vs: "x"}, {n: "b", v: 1}]
    List<Reading> readings = SenMl.decode(hex("82a3221903e8006161036178a20061620201"));
    assertThat(readings).containsExactly(new Reading("b", "", 1, Instant.ofEpochSecond(1000)));
  }

  @ParameterizedTest
  @CsvSource({
    "a0, must be a list",
    "81a2006161, can't be read",
    "81a20061610261 31, must be a finite number",
    "81a2006161 02f97c00, must be a finite number",
    "81a200612d 0201, a series' name",
    "81a3006161 0201 06 20, from 1970",
    "81a3006161 0201 627a5f 01, must be understood",
    "81a3006161 0201 20 0b, must be at most 10",
    "8000, nothing else",
    "81a2006161 0201 00, nothing else",
  })
  void whatIsNotAPackIsRefusedWithTheRule(String pack, String rule) {
    assertThatThrownBy(() -> SenMl.decode(hex(pack.replace(" ", ""))))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(rule);
  }

  @Test
  void aPackHasLimits() {
    Reading reading = Metric.BOOTS.reading(1, AT);
    List<Reading> many = new ArrayList<>();
    for (int i = 0; i <= Limits.READINGS; i++) {
      many.add(reading);
    }
    assertThatThrownBy(() -> SenMl.encode(many)).hasMessageContaining("1 to 256");
    assertThatThrownBy(() -> SenMl.encode(List.of())).hasMessageContaining("1 to 256");
    byte[] large = new byte[Limits.ENTRY + 1];
    assertThatThrownBy(() -> SenMl.decode(Bytes.wrap(large))).hasMessageContaining("4096 bytes");
  }

  @Test
  void noBytesDoMoreThanBeRefused() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] good = SenMl.encode(List.of(Metric.BOOTS.reading(1, AT))).toArray();
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(SenMl.decode(Bytes.wrap(bad))).hasSizeLessThan(3);
      } catch (Malformed e) {
        assertThat(e.getMessage()).startsWith("senml");
      }
    }
  }

  private static Bytes hex(String text) {
    return Bytes.wrap(HexFormat.of().parseHex(text));
  }
}

package dev.weir.region.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedTest {
  private static final long MINUTE = 29_000_000;
  private static final long START = MINUTE * 60_000;

  private static Bytes hex(String text) {
    return Bytes.wrap(HexFormat.of().parseHex(text.replace(" ", "")));
  }

  @Test
  void samplesAreStoredAsSeriesTimeAndValue() throws Malformed {
    List<Sample> samples = List.of(new Sample(1, START, 0.5), new Sample(63, START + 59_999, -2));
    Bytes packed = Packed.samples(MINUTE, samples);
    assertThat(packed).isEqualTo(hex("01 00 3fe0000000000000 3f dfd403 c000000000000000"));
    assertThat(Packed.samples(MINUTE, packed)).isEqualTo(samples);
  }

  @Test
  void oneReadingOfAMinuteIsStoredByItsValueAlone() throws Malformed {
    Minute minute = new Minute();
    minute.add(List.of(new Sample(2, START, 4), new Sample(0, START, 1), new Sample(0, START, 3)));
    Bytes packed = Packed.minute(minute);
    assertThat(packed)
        .isEqualTo(
            hex(
                "00 02 3ff0000000000000 4008000000000000 4010000000000000"
                    + "02 01 4010000000000000"));
    assertThat(Packed.minute(packed).spans()).isEqualTo(minute.spans());
    assertThat(minute.spans().get(0)).isEqualTo(new Span(2, 1, 3, 4));
  }

  @Test
  void whatWasNotPackedHereIsRefused() {
    for (String defect :
        List.of(
            "01", // ends after the series
            "01 00 3fe00000000000", // a value that ends too early
            "40 00 3fe0000000000000", // a series that there can't be
            "01 e0d403 3fe0000000000000", // a time in the next minute
            "01 00 7ff8000000000000", // no number
            "01 ffffffffffffffffffff01 3fe0000000000000")) { // a number of ten bytes
      assertThatThrownBy(() -> Packed.samples(MINUTE, hex(defect)))
          .as(defect)
          .isInstanceOf(Malformed.class);
    }
    for (String defect : List.of("00 00 3ff0000000000000", "00 02 3ff0000000000000", "00")) {
      assertThatThrownBy(() -> Packed.minute(hex(defect))).as(defect).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void theSumOfExtremeReadingsStaysFinite() {
    Span both = Span.of(Double.MAX_VALUE).and(Span.of(Double.MAX_VALUE));
    assertThat(both.sum()).isFinite();
    assertThat(both.mean()).isBetween(both.min(), both.max());
  }
}

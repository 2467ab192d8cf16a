package dev.weir.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  @Test
  void columnsAlignToTheLeftOrToTheRight() {
    assertThat(
            new TextTable("NAME", ">COUNT", "NOTE")
                .row("a", 1, "x")
                .row("longer", 12345678, "")
                .render())
        .isEqualTo(
            """
            NAME       COUNT  NOTE
            a              1  x
            longer  12345678  -
            """);
  }

  @Test
  void aLastColumnOfTextGoesOnBelowItself() {
    String table = new TextTable("NAME", "NOTE").row("a", "word ".repeat(40).strip()).render();

    assertThat(table.lines()).hasSize(4).allMatch(line -> line.length() <= TextTable.WIDTH);
    assertThat(table.lines().skip(2)).allMatch(line -> line.startsWith("      word"));
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TextTable("A", "B").row("x"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "2200000, 2.2 MB",
    "9223372036854775807, 9.2 EB"
  })
  void bytesAreShownInTheUnitThatFits(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 0%", "1, 10, 10%", "10, 10, 100%", "1, 1000, <1%", "1, 0, -"})
  void aPartOfAWholeIsShownInPercent(long part, long whole, String text) {
    assertThat(Amounts.percent(part, whole)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-5, 0s", "119, 119s", "120, 2m", "7199, 119m", "7200, 2h", "172800, 2d"})
  void spansAreShownInTheUnitThatFits(long seconds, String text) {
    assertThat(Amounts.span(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void whatNeverHappenedWasNever() {
    assertThat(Amounts.ago(Optional.empty(), Instant.EPOCH)).isEqualTo("never");
  }
}

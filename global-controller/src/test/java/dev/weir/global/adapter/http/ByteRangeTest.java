package dev.weir.global.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10",
    "bytes=90-, 90, 10",
    "bytes=90-200, 90, 10",
    "bytes=-5, 95, 5",
    "bytes=-500, 0, 100",
    "bytes=99-99, 99, 1"
  })
  void oneRangeIsRead(String header, long from, long length) {
    assertThat(ByteRange.parse(Optional.of(header), 100)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @CsvSource({"bytes=100-", "bytes=500-600", "bytes=-0"})
  void aRangeOutsideHasNoLength(String header) {
    assertThat(ByteRange.parse(Optional.of(header), 100).orElseThrow().length())
        .isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"bytes=5-4", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "x"})
  void whatAServerMayIgnoreIsIgnored(String header) {
    assertThat(ByteRange.parse(Optional.of(header), 100)).isEmpty();
  }
}

package dev.weir.transport.http.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({"bytes=0-0,0,1", "bytes=10-19,10,10", " Bytes=7-7 ,7,1"})
  void oneRangeIsRead(String field, long first, long length) {
    assertThat(ByteRange.parse(field)).contains(new ByteRange(first, length));
  }

  @Test
  void anOpenRangeHasNoEnd() {
    assertThat(ByteRange.parse("bytes=5-")).contains(new ByteRange(5, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-500",
        "bytes=0-1,5-6",
        "bytes=9-3",
        "lines=0-1",
        "bytes=a-b",
        "bytes=0-9999999999999999999"
      })
  void anythingElseAsksForTheWhole(String field) {
    assertThat(ByteRange.parse(field)).isEmpty();
  }
}

package dev.weir.patcher.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GdiffReaderTest {
  private static final String HEADER = "d1ffd1ff04";

  private static GdiffReader reader(String hex) throws IOException {
    return new GdiffReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  private static void refused(String commands, String where, String rule) {
    assertThatThrownBy(
            () -> {
              GdiffReader reader = reader(HEADER + commands);
              while (reader.next()) {
                drain(reader);
              }
            })
        .isInstanceOf(BadPayload.class)
        .hasMessageStartingWith("delta at byte " + where + ": ")
        .hasMessageContaining(rule);
  }

  private static byte[] drain(GdiffReader reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = reader.isCopy() ? 0 : reader.length();
    byte[] buffer = new byte[1000];
    while (left > 0) {
      int count = reader.data(buffer, 0, buffer.length);
      out.write(buffer, 0, count);
      left -= count;
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "f9 0000 01,                   0,                   1",
    "f9 ffff ff,                   65535,               255",
    "fa 0102 0001,                 258,                 1",
    "fa ffff ffff,                 65535,               65535",
    "fb 0102 00000001,             258,                 1",
    "fb ffff 7fffffff,             65535,               2147483647",
    "fc 00000000 01,               0,                   1",
    "fc 7fffffff ff,               2147483647,          255",
    "fd 01020304 0102,             16909060,            258",
    "fd 7fffffff ffff,             2147483647,          65535",
    "fe 01020304 01020304,         16909060,            16909060",
    "fe 7fffffff 7fffffff,         2147483647,          2147483647",
    "ff 0102030405060708 00000001, 72623859790382856,   1",
    "ff 7fffffffffffffff 7fffffff, 9223372036854775807, 2147483647",
  })
  void readsEveryCopyUpToItsBounds(String command, long offset, long length) throws IOException {
    GdiffReader reader = reader(HEADER + command + "00");
    assertThat(reader.next()).isTrue();
    assertThat(reader.isCopy()).isTrue();
    assertThat(reader.offset()).isEqualTo(offset);
    assertThat(reader.length()).isEqualTo(length);
    assertThat(reader.start()).isEqualTo(5);
    assertThat(reader.next()).isFalse();
  }

  @Test
  void readsEveryShortData() throws IOException {
    for (int length = 1; length <= 246; length++) {
      String data = "5a".repeat(length);
      GdiffReader reader = reader(HEADER + String.format("%02x", length) + data + "00");
      assertThat(reader.next()).isTrue();
      assertThat(reader.isCopy()).isFalse();
      assertThat(reader.length()).isEqualTo(length);
      assertThat(drain(reader)).asHexString().isEqualToIgnoringCase(data);
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f7 0001,     1",
    "f7 ffff,     65535",
    "f8 00000001, 1",
    "f8 00010000, 65536",
  })
  void readsLongData(String command, int length) throws IOException {
    GdiffReader reader = reader(HEADER + command + "5a".repeat(length) + "00");
    assertThat(reader.next()).isTrue();
    assertThat(drain(reader)).hasSize(length).containsOnly(0x5a);
    assertThat(reader.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d1", "d1ffd1ff", "d1ffd1ff05", "00ffd1ff04", "d1ffd1fe04"})
  void refusesAnotherHeader(String header) {
    assertThatThrownBy(() -> reader(header))
        .isInstanceOf(BadPayload.class)
        .hasMessage("delta at byte 0: must begin with d1 ff d1 ff 04");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f8 80000000",
        "fb 0000 80000000",
        "fc 80000000 01",
        "fd ffffffff 0001",
        "fe 80000000 00000001",
        "fe 00000000 ffffffff",
        "ff 8000000000000000 00000001",
        "ff 0000000000000000 80000000"
      })
  void refusesNegativeNumbers(String command) {
    refused(command + "00", "5", "must not be negative");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f7 0000",
        "f8 00000000",
        "f9 0000 00",
        "fa 0000 0000",
        "fb 0000 00000000",
        "fc 00000000 00",
        "fd 00000000 0000",
        "fe 00000000 00000000",
        "ff 0000000000000000 00000000"
      })
  void refusesCommandsThatMakeNothing(String command) {
    refused("01 41" + command + "00", "7", "must make at least one byte");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05 41424344",
        "f7 0005 41424344",
        "f8 00000005 41424344",
        "f9 0001 01",
        "fa 0001 0001",
        "fb 0001 00000001",
        "fc 00000001 01",
        "fd 00000001 0001",
        "fe 00000001 00000001",
        "ff 0000000000000001 00000001"
      })
  void refusesACommandThatIsCutOffAnywhere(String command) {
    String digits = command.replace(" ", "");
    for (int end = 2; end < digits.length(); end += 2) {
      refused(digits.substring(0, end), "5", "is cut off");
    }
  }

  @Test
  void refusesADeltaWithoutAnEnd() {
    refused("01 41", "7", "must close with 00");
    refused("", "5", "must close with 00");
  }

  @Test
  void refusesBytesAfterTheEnd() {
    refused("01 41 00 01", "8", "nothing may follow the end");
  }

  @Test
  void doesNotTakeUnreadDataForCommands() throws IOException {
    GdiffReader reader = reader(HEADER + "02 00 00 00");
    assertThat(reader.next()).isTrue();
    assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
  }
}

package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcdiffImageTest {
  private static final String HEADER = "d6 c3 c4 00 00";
  private static final byte[] BASE = "0123456789".getBytes(UTF_8);

  /** A window over bytes 2 to 8 of the base; each part is below 64 bytes. */
  private static String window(int imageBytes, String data, String instructions, String addresses) {
    int d = hex(data).length;
    int i = hex(instructions).length;
    int a = hex(addresses).length;
    return String.format("01 06 02 %02x %02x 00 %02x %02x %02x", 5 + d + i + a, imageBytes, d, i, a)
        + data
        + instructions
        + addresses;
  }

  private static byte[] decode(String delta, long imageBytes) throws IOException {
    return Decoding.decode(PayloadCodec.VCDIFF, hex(delta), Decoding.base(BASE), imageBytes);
  }

  private static void refused(String delta, long imageBytes, String message) {
    assertThatThrownBy(() -> decode(delta, imageBytes))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    // data, instructions, addresses, image. The base's range is 234567.
    "4142,       03,          ,         AB", // ADD 2
    "414243,     01 03,       ,         ABC", // ADD of a size that follows
    "7a,         00 05,       ,         zzzzz", // RUN 5
    "'',         14,          01,       3456", // COPY 4, address as it is
    "'',         13 02,       04,       67", // COPY of a size that follows
    "4142,       03 24,       08,       AB2345", // COPY 4, back from here: 8 - 8
    "4142,       03 24,       02,       ABABAB", // of what it makes itself
    "41,         02 14,       04,       A67A6", // over the end of the base's range
    "'',         14 34,       0101,     34564567", // COPY 4, near the first before: 1 + 1
    "'',         14 74,       0101,     34563456", // COPY 4, the same as before, at 1
    "414243,     04 13 03,    00,       ABC234",
    "41,         a3,          01,       A3456", // ADD 1 and COPY 4
    "4142,       a7,          00,       AB23456", // ADD 2 and COPY 5
    "41,         14 f9,       0101,     34564567A", // COPY 4 near and ADD 1
  })
  void makesAnImage(String data, String instructions, String addresses, String image)
      throws IOException {
    String one = window(image.length(), data, instructions, addresses == null ? "" : addresses);
    assertThat(new String(decode(HEADER + one, image.length()), UTF_8)).isEqualTo(image);
    assertThat(new String(decode(HEADER + one + one, 2L * image.length()), UTF_8))
        .isEqualTo(image + image);
  }

  @Test
  void makesAWindowWithoutTheBase() throws IOException {
    String alone = "00 08 02 00 02 01 00 4142 03";
    assertThat(decode(HEADER + alone, 2)).isEqualTo(hex("4142"));
    assertThat(Decoding.decode(PayloadCodec.VCDIFF, hex(HEADER + alone), ImageDecoder.NO_BASE, 2))
        .isEqualTo(hex("4142"));
  }

  @Test
  void makesAnEmptyImage() throws IOException {
    assertThat(decode(HEADER, 0)).isEmpty();
    assertThat(decode(HEADER + "00 05 00 00 00 00 00", 0)).isEmpty();
  }

  @Test
  void passesOverAnApplicationHeader() throws IOException {
    assertThat(decode("d6 c3 c4 00 04 03 414243" + window(2, "4142", "03", ""), 2)).hasSize(2);
    refused("d6 c3 c4 00 04 84 80 01", 1, "application header of 65537 bytes; may have 65536");
    refused("d6 c3 c4 00 04 03 41", 1, "payload at byte 7: header: ends here, too early");
  }

  @Test
  void comparesTheChecksumOfAWindow() throws IOException {
    // Adler-32 of "AB": 1 + 65 + 66 = 0x84, 66 + 132 = 0xc6.
    assertThat(decode(HEADER + "04 0c 02 00 02 01 00 00c60084 4142 03", 2)).hasSize(2);
    refused(
        HEADER + "04 0c 02 00 02 01 00 00c60085 4142 03",
        2,
        "payload at byte 5: window: makes bytes with another checksum than it states");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                  payload at byte 0: is no VCDIFF delta",
    "d6c3c453 00,         payload at byte 0: is no VCDIFF delta",
    "d6c3c400,            payload at byte 4: header: ends here",
    "d6c3c400 01 02,      is compressed a second time; make it with xdelta3 -S none",
    "d6c3c400 02 02,      has a code table of its own",
    "d6c3c400 08,         has an indicator of 8; may be 0 or 4",
    "d6c3c400 00 02,      'payload at byte 5: window: copies from the image made so far'",
    "d6c3c400 00 03,      'payload at byte 5: window: copies from the image made so far'",
    "d6c3c400 00 08,      window: has an indicator of 8; may have bits 0 and 2",
    "d6c3c400 00 00,      payload at byte 6: window: ends here",
  })
  void refusesWhatIsNoDeltaThatItKnows(String delta, String message) {
    refused(delta, 1, message);
  }

  @Test
  void refusesHugeNumbers() {
    String huge = "90 80 80 80 80 80 80 80 00"; // 2^60
    refused(HEADER + "01" + huge, 1, "window: size of the base's range must be below 2^48");
    refused(HEADER + "01 00" + huge, 1, "window: offset of the base's range must be below 2^48");
    refused(HEADER + "00" + huge, 1, "window: length must be below 2^48");
    refused(HEADER + "00 05" + huge, 1, "window: size of the window must be below 2^48");
    refused(HEADER + "00 05 01 00" + huge, 1, "window: data section must be below 2^48");
    refused(
        HEADER + window(9, "41", "01" + huge, ""), 9, "instruction section: size must be below");
    refused(HEADER + window(9, "", "14", huge), 9, "address section: address must be below 2^48");
    String large = "bf ff ff ff ff ff 7f"; // 2^48 - 1
    refused(HEADER + "01" + large + large + "05 01 00 00 00 00", 1, "of a base of 10 bytes");
    refused(HEADER + "00 0b" + large + "00 00 00 00", 1L << 47, "window: makes the image longer");
  }

  @Test
  void refusesAWindowOutsideOfTheBase() {
    refused(HEADER + "01 0b 00 05 00 00 00 00 00", 0, "reads 11 bytes from 0 of a base of 10");
    refused(HEADER + "01 01 0a 05 00 00 00 00 00", 0, "reads 1 bytes from 10 of a base of 10");
  }

  @Test
  void refusesACopyOfWhatIsNotThereYet() {
    refused(
        HEADER + window(4, "", "14", "06"), 4, "address section: copies from 6; must be below 6");
    refused(HEADER + window(4, "", "24", "07"), 4, "copies from -1; must be below 6");
    refused(HEADER + window(8, "", "14 34", "0505"), 8, "copies from 10; must be below 10");
  }

  @Test
  void refusesSectionsThatDoNotFitTheWindow() {
    refused(HEADER + window(1, "4142", "03", ""), 1, "makes 2 bytes at 0 of a window of 1 bytes");
    refused(HEADER + window(3, "4142", "03", ""), 3, "window: makes 2 bytes; must make 3");
    refused(HEADER + window(2, "41", "03", ""), 2, "data section: ends here, too early");
    refused(HEADER + window(4, "", "14", ""), 4, "address section: ends here, too early");
    refused(HEADER + window(2, "414243", "03", ""), 2, "data section: has bytes that nothing asks");
    refused(HEADER + window(2, "4142", "03", "00"), 2, "address section: has bytes that nothing");
    refused(HEADER + "00 09 02 00 02 01 00 4142 03", 2, "has a length of 9; its sections need");
    refused(HEADER + "00 08 02 00 02 01 00 4142", 2, "instruction section: ends here, too early");
    refused(
        HEADER + "00 08 02 00 02 01 00 41",
        2,
        "payload at byte 13: instruction section: ends here, too early: it begins at byte 14");
    refused(HEADER + "00 07 02 01 02 01 00 4142 03", 2, "window: is compressed a second time");
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    refused(HEADER + window(2, "4142", "03", ""), 1, "makes the image longer than its 1 bytes");
    refused(HEADER + window(2, "4142", "03", ""), 3, "image at byte 2: ends here; must have 3");
  }

  @Test
  void refusesAWindowThatNeedsMoreMemoryThanItMayUse() {
    String run = "00 0c 84 80 00 00 01 04 00 7a 00 84 80 00"; // RUN 65536
    long memory = ImageDecoder.vcdiffMemory(65536);
    assertThatThrownBy(
            () ->
                ImageDecoder.open(
                        PayloadCodec.VCDIFF,
                        Decoding.payload(hex(HEADER + run)),
                        ImageDecoder.NO_BASE,
                        65536,
                        memory - 1)
                    .read())
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("decoding needs " + memory + " bytes of memory; may use");
    assertThat(Damage.isTaken(PayloadCodec.VCDIFF, hex(HEADER + run), BASE, 65536)).isTrue();
  }

  @Test
  void neitherReadsOutsideNorRunsOnWhateverComes() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] delta =
        hex(
            HEADER
                + window(9, "41", "14 f9", "0101")
                + window(6, "4142", "03 24", "02")
                + window(9, "7a41", "00 04 a3", "01"));
    int taken = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = Damage.of(delta, random);
      taken += Damage.isTaken(PayloadCodec.VCDIFF, damaged, BASE, 24) ? 1 : 0;
    }
    assertThat(taken).isBetween(100, 1900);
  }
}

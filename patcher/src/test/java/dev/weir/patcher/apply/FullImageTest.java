package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.full;
import static dev.weir.patcher.apply.Decoding.hex;
import static dev.weir.patcher.apply.Decoding.xz;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZ;

class FullImageTest {
  /** "Hello" as liblzma packs it. */
  private static final byte[] HELLO =
      hex(
          "fd 37 7a 58 5a 00 | 00 01 | 69 22 de 36", // magic, flags: CRC32, their CRC
          "02 | 00 | 21 01 00 | 00 00 00 | 37 27 97 d6", // header: size, flags, LZMA2 with 4 KiB
          "01 00 04 48 65 6c 6c 6f | 00 | 00 00 00 | 82 89 d1 f7", // stored chunk, end, CRC
          "00 | 01 | 19 05 | bc e8 ec cb", // index: one block, its sizes, CRC
          "90 42 99 0d | 01 00 00 00 | 00 01 | 59 5a"); // footer

  private static void refused(byte[] payload, long imageBytes, String where, String rule) {
    assertThatThrownBy(() -> full(payload, imageBytes))
        .isInstanceOf(BadPayload.class)
        .hasMessageStartingWith(where)
        .hasMessageContaining(rule)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void unpacksWhatAnotherProgramPacked() throws IOException {
    assertThat(full(HELLO, 5)).isEqualTo("Hello".getBytes(UTF_8));
  }

  @Test
  void unpacksEveryIntegrityCheck() throws IOException {
    byte[] image = "an image".getBytes(UTF_8);
    for (int check : new int[] {XZ.CHECK_NONE, XZ.CHECK_CRC64, XZ.CHECK_SHA256}) {
      assertThat(full(xz(image, Decoding.DICTIONARY, check), 8)).isEqualTo(image);
    }
  }

  @Test
  void unpacksAnEmptyImage() throws IOException {
    assertThat(full(xz(new byte[0]), 0)).isEmpty();
  }

  @Test
  void refusesAnImageThatIsShorterThanItMustBe() {
    refused(HELLO, 6, "image at byte 5: ", "ends here; must have 6 bytes");
  }

  @Test
  void refusesAnImageThatIsLongerThanItMustBe() {
    refused(HELLO, 4, "image at byte 4: ", "must end here");
    refused(HELLO, 0, "image at byte 0: ", "must end here");
  }

  @Test
  void refusesAFewBytesThatUnpackToVeryMany() {
    byte[] bomb = xz(new byte[64 * 1024 * 1024]);
    assertThat(bomb.length).isLessThan(16 * 1024);
    refused(bomb, 1000, "image at byte 1000: ", "must end here");
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 0; length < HELLO.length; length++) {
      refused(Arrays.copyOf(HELLO, length), 5, "payload at byte ", "is cut off");
    }
  }

  @Test
  void refusesBytesAfterTheStream() {
    refused(joined(HELLO, new byte[] {1}), 5, "payload at byte 60: ", "nothing may follow");
  }

  @Test
  void refusesPaddingAfterTheStream() {
    refused(joined(HELLO, new byte[4]), 5, "payload at byte 60: ", "nothing may follow");
  }

  @Test
  void refusesASecondStream() {
    refused(joined(HELLO, HELLO), 10, "payload at byte 60: ", "nothing may follow");
  }

  @Test
  void refusesEachDamagedByteOfTheFormat() {
    for (int at = 0; at < HELLO.length; at++) {
      byte[] damaged = HELLO.clone();
      damaged[at] ^= 0x10;
      assertThatThrownBy(() -> full(damaged, 5)).isInstanceOf(BadPayload.class);
    }
  }

  @Test
  void refusesSomethingElseThanXz() {
    refused(new byte[100], 5, "payload at byte 12: ", "not a well-formed XZ stream");
  }
}

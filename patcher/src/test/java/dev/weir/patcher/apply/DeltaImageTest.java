package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.delta;
import static dev.weir.patcher.apply.Decoding.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DeltaImageTest {
  private static final String HEADER = "d1 ff d1 ff 04";
  private static final byte[] BASE = "0123456789".getBytes(UTF_8);

  private static void refused(String commands, long imageBytes, String where, String rule) {
    assertThatThrownBy(() -> delta(hex(HEADER, commands), BASE, imageBytes))
        .isInstanceOf(BadPayload.class)
        .hasMessageStartingWith(where)
        .hasMessageContaining(rule)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void makesAnImageOfDataAndCopies() throws IOException {
    byte[] commands =
        hex(
            HEADER,
            "02 41 42", // data "AB"
            "f9 0003 04", // copy 4 from 3
            "f7 0001 43", // data "C", the long way
            "ff 0000000000000009 00000001", // copy 1 from 9
            "f9 0000 02", // copy 2 from 0: backwards
            "00");
    assertThat(new String(delta(commands, BASE, 10), UTF_8)).isEqualTo("AB3456C901");
  }

  @Test
  void makesAnEmptyImage() throws IOException {
    assertThat(delta(hex(HEADER, "00"), BASE, 0)).isEmpty();
  }

  @Test
  void readsTheLastByteOfTheBase() throws IOException {
    assertThat(delta(hex(HEADER, "f9 0009 01 00"), BASE, 1)).isEqualTo(new byte[] {'9'});
    assertThat(delta(hex(HEADER, "f9 0000 0a 00"), BASE, 10)).isEqualTo(BASE);
  }

  @Test
  void refusesACopyThatLeavesTheBase() {
    refused("f9 0009 02 00", 2, "delta at byte 5: ", "copies 2 bytes from 9 of a base of 10");
    refused("01 41 f9 0000 0b 00", 12, "delta at byte 7: ", "copies 11 bytes from 0");
  }

  @Test
  void refusesACopyFromBehindTheBase() {
    refused("f9 000a 01 00", 1, "delta at byte 5: ", "copies 1 bytes from 10 of a base of 10");
  }

  @Test
  void refusesACopyWhoseEndOverflows() {
    refused("ff 7fffffffffffffff 00000001 00", 1, "delta at byte 5: ", "copies 1 bytes from 922");
  }

  @Test
  void refusesACommandThatWouldMakeTheImageTooLongBeforeItReadsAnything() {
    refused("02 41 42 f9 0000 02 00", 3, "delta at byte 8: ", "longer than its 3 bytes");
    refused("f8 7fffffff", 3, "delta at byte 5: ", "longer than its 3 bytes");
  }

  @Test
  void refusesACommandAfterTheImageIsWhole() {
    refused("01 41 01 42 00", 1, "delta at byte 7: ", "longer than its 1 bytes");
  }

  @Test
  void refusesAnImageThatIsTooShort() {
    refused("01 41 00", 2, "image at byte 1: ", "must have 2 bytes");
  }

  @Test
  void refusesADeltaWithoutItsEnd() {
    refused("01 41", 1, "delta at byte 7: ", "must close with 00");
  }

  @Test
  void refusesBytesAfterTheEnd() {
    refused("01 41 00 00", 1, "delta at byte 8: ", "nothing may follow");
  }

  @Test
  void refusesADeltaWhoseUnpackerSeesDamageOnlyAtItsVeryEnd() {
    byte[] payload = Decoding.xz(hex(HEADER, "01 41 00"));
    payload[payload.length - 1] ^= 1;
    assertThatThrownBy(
            () -> Decoding.decode(PayloadCodec.GDIFF_XZ, payload, Decoding.base(BASE), 1))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("not a well-formed XZ stream");
  }

  @Test
  void doesNotGoOnBehindACommandThatItRefused() throws IOException {
    byte[] payload = Decoding.xz(hex(HEADER, "f9 0009 02 | 01 41 | 00"));
    try (InputStream image =
        ImageDecoder.open(
            PayloadCodec.GDIFF_XZ,
            Decoding.payload(payload),
            Decoding.base(BASE),
            1,
            Decoding.ENOUGH)) {
      assertThatThrownBy(image::read).isInstanceOf(BadPayload.class);
      assertThatThrownBy(image::read).isInstanceOf(BadPayload.class);
    }
  }

  @Test
  void leavesTroubleOfTheBaseAsItIs() throws IOException {
    IOException trouble = new IOException("the disk is gone");
    BaseImage broken =
        new BaseImage() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public void read(long offset, byte[] into, int at, int length) throws IOException {
            throw trouble;
          }
        };
    PayloadBytes payload = Decoding.payload(Decoding.xz(hex(HEADER, "f9 0000 01 00")));
    try (InputStream image =
        ImageDecoder.open(PayloadCodec.GDIFF_XZ, payload, broken, 1, Decoding.ENOUGH)) {
      assertThatThrownBy(image::read).isSameAs(trouble);
      assertThatThrownBy(image::read).isSameAs(trouble);
    }
  }
}

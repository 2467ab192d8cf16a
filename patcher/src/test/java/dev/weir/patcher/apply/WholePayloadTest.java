package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.ENOUGH;
import static dev.weir.patcher.apply.Decoding.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WholePayloadTest {
  private static final byte[] IMAGE = "an image".getBytes(UTF_8);

  private static InputStream open(byte[] payload) throws IOException {
    return ImageDecoder.open(
        PayloadCodec.XZ,
        new ByteArrayInputStream(payload),
        ImageDecoder.NO_BASE,
        IMAGE.length,
        ENOUGH);
  }

  @Test
  void givesTheLastByteOnlyOnceThePayloadWasRightToItsEnd() throws IOException {
    byte[] payload = Decoding.xz(IMAGE);
    payload[payload.length - 3] ^= 1;
    try (InputStream image = open(payload)) {
      assertThat(image.readNBytes(IMAGE.length - 1)).hasSize(IMAGE.length - 1);
      assertThatThrownBy(image::read).isInstanceOf(BadPayload.class);
    }
  }

  @Test
  void failsTheSameWayAgain() throws IOException {
    byte[] payload = Decoding.xz(IMAGE);
    payload[payload.length - 3] ^= 1;
    try (InputStream image = open(payload)) {
      assertThatThrownBy(() -> image.readNBytes(IMAGE.length)).isInstanceOf(BadPayload.class);
      assertThatThrownBy(image::read).isInstanceOf(BadPayload.class);
      assertThatThrownBy(image::readAllBytes).isInstanceOf(BadPayload.class);
    }
  }

  @Test
  void leavesTroubleOfTheMediumAsItIs() throws IOException {
    IOException trouble = new IOException("the disk is gone");
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] into, int at, int length) throws IOException {
            throw trouble;
          }
        };
    assertThatThrownBy(
            () -> ImageDecoder.open(PayloadCodec.XZ, broken, ImageDecoder.NO_BASE, 1, ENOUGH))
        .isSameAs(trouble);
  }

  @Test
  void closesThePayload() throws IOException {
    for (PayloadCodec codec : PayloadCodec.values()) {
      AtomicBoolean closed = new AtomicBoolean();
      byte[] payload = Decoding.xz(hex("d1 ff d1 ff 04 00"));
      InputStream in =
          new ByteArrayInputStream(payload) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      ImageDecoder.open(codec, in, ImageDecoder.NO_BASE, 0, ENOUGH).close();
      assertThat(closed).isTrue();
    }
  }

  @Test
  void refusesANegativeLengthAsAMistakeOfItsCaller() {
    assertThatThrownBy(
            () ->
                ImageDecoder.open(
                    PayloadCodec.XZ,
                    InputStream.nullInputStream(),
                    ImageDecoder.NO_BASE,
                    -1,
                    ENOUGH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

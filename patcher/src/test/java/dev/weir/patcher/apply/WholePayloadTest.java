package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.ENOUGH;
import static dev.weir.patcher.apply.Decoding.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholePayloadTest {
  private static final byte[] IMAGE = "an image".getBytes(UTF_8);

  private static InputStream open(byte[] payload) throws IOException {
    return ImageDecoder.open(
        PayloadCodec.XZ, Decoding.payload(payload), ImageDecoder.NO_BASE, IMAGE.length, ENOUGH);
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
            () ->
                ImageDecoder.open(PayloadCodec.XZ, from -> broken, ImageDecoder.NO_BASE, 1, ENOUGH))
        .isSameAs(trouble);
  }

  @ParameterizedTest
  @EnumSource(PayloadCodec.class)
  void closesThePayloadWhetherItIsTakenOrRefused(PayloadCodec codec) throws IOException {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    for (byte[] content : List.of(Decoding.xz(hex("d1 ff d1 ff 04 00")), new byte[200])) {
      PayloadBytes payload =
          from -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(content, (int) from, content.length) {
              @Override
              public void close() {
                closed.incrementAndGet();
              }
            };
          };
      try {
        ImageDecoder.open(codec, payload, ImageDecoder.NO_BASE, 0, ENOUGH).close();
      } catch (BadPayload e) {
        assertThat(e.rule()).isNotBlank();
      }
    }
    assertThat(closed.get()).isEqualTo(opened.get()).isPositive();
  }

  @Test
  void refusesANegativeLengthAsAMistakeOfItsCaller() {
    assertThatThrownBy(
            () ->
                ImageDecoder.open(
                    PayloadCodec.XZ,
                    from -> InputStream.nullInputStream(),
                    ImageDecoder.NO_BASE,
                    -1,
                    ENOUGH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

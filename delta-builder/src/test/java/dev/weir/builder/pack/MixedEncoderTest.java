package dev.weir.builder.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is made is handed over at once: a delta may be larger than any heap. */
class MixedEncoderTest {
  private static final int MIB = 1 << 20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new SplittableRandom(1).nextBytes(content);
    return content;
  }

  private static void window(MixedEncoder encoder, byte[] content) throws IOException {
    encoder.window(new byte[0], 0, content, Layout.PLAIN, new Covers(0), done -> {});
  }

  @Test
  void mixedPredictionsAreHandedOverAtEachMib() throws IOException {
    MixedEncoder encoder = MixedEncoder.mixing(out, 10, List.of(), List.of());
    window(encoder, random(MIB + 1000));
    assertThat(out.size()).isBetween(MIB, MIB + MIB / 50);
    encoder.end();
    assertThat(out.size()).isGreaterThan(MIB + 1000);
  }

  @Test
  void framesAreHandedOverAsTheyAreFull() throws IOException {
    MixedEncoder encoder = MixedEncoder.lzma(out, MIB, List.of(), List.of());
    window(encoder, new byte[2 * MIB]);
    assertThat(out.size()).as("two frames of zeros").isBetween(2 * FrameHeader.SIZE, 2000);
    window(encoder, random(MIB));
    assertThat(out.size()).as("less than a frame is kept").isBetween(MIB / 2, MIB);
    encoder.end();
    assertThat(out.size()).isGreaterThan(MIB);
  }
}

package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.pack.MixedEncoder;
import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bases and images of several GB: offsets do not end at 2^31. */
class LargeBaseTest {
  private static final long SIZE = 5L << 30;
  private static final int WINDOW = 1 << 20;

  /** A base that nobody holds: each byte follows from its offset. */
  private static final class Endless implements BaseImage {
    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
      for (int i = 0; i < length; i++) {
        into[at + i] = at(offset + i);
      }
    }
  }

  private static byte at(long offset) {
    return (byte) (offset ^ (offset >>> 9) ^ (offset >>> 31));
  }

  @Test
  void readsWindowsOfABaseBeyondTwoToThe31() throws IOException {
    long[] offsets = {(1L << 31) - 5, (3L << 30) + 17, SIZE - WINDOW};
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    MixedEncoder encoder = MixedEncoder.lzma(stream, WINDOW, List.of(), List.of());
    byte[] image = new byte[offsets.length * WINDOW];
    for (int i = 0; i < offsets.length; i++) {
      byte[] window = new byte[WINDOW];
      new Endless().read(offsets[i], window, 0, WINDOW);
      Covers covers = new Covers(1);
      covers.add(0, 0, WINDOW);
      encoder.window(window, offsets[i], window, Layout.PLAIN, covers, done -> {});
      System.arraycopy(window, 0, image, i * WINDOW, WINDOW);
    }
    MixedHeader header =
        new MixedHeader(
            MixedDeltaCodec.LZMA,
            1,
            0,
            1,
            SIZE,
            Digest.of(new byte[0]),
            0,
            image.length,
            Digest.of(image),
            image.length);
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    delta.writeBytes(header.encoded());
    encoder.end();
    stream.writeTo(delta);
    byte[] payload = delta.toByteArray();
    try (InputStream made =
        ImageDecoder.open(
            PayloadCodec.MIXED,
            from -> new ByteArrayInputStream(payload, (int) from, payload.length - (int) from),
            new Endless(),
            image.length,
            1 << 20)) {
      assertThat(Arrays.equals(made.readAllBytes(), image)).isTrue();
    }
    assertThat(payload.length).isLessThan(2000);
  }
}

package dev.weir.patcher.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BsdiffImageTest {
  private static final byte[] BASE = "0123456789".getBytes(UTF_8);

  /** What a level of bzip2 takes, three times, and buffers. */
  private static final long LEVEL_1 = 3 * (400_000 + 40 * 1024 + 4096) + 8192;

  private static byte[] commands(long... numbers) {
    ByteBuffer out = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      out.putLong(number < 0 ? -number | Long.MIN_VALUE : number);
    }
    return out.array();
  }

  private static byte[] patch(long imageBytes, byte[] control, byte[] differences, byte[] extra) {
    byte[] a = PlainBzip2.of(control);
    byte[] b = PlainBzip2.of(differences);
    byte[] c = PlainBzip2.of(extra);
    return ByteBuffer.allocate(32 + a.length + b.length + c.length)
        .put("BSDIFF40".getBytes(UTF_8))
        .put(commands(a.length, b.length, imageBytes))
        .put(a)
        .put(b)
        .put(c)
        .array();
  }

  private static byte[] patch(long imageBytes, String differences, String extra, long... numbers) {
    return patch(imageBytes, commands(numbers), differences.getBytes(UTF_8), extra.getBytes(UTF_8));
  }

  private static byte[] decode(byte[] patch, long imageBytes) throws IOException {
    return Decoding.decode(PayloadCodec.BSDIFF, patch, Decoding.base(BASE), imageBytes);
  }

  private static void refused(byte[] patch, long imageBytes, String message) {
    assertThatThrownBy(() -> decode(patch, imageBytes))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining(message);
  }

  @Test
  void addsDifferencesAndBringsBytes() throws IOException {
    byte[] patch = patch(7, "\0\1\0\0\1", "AB", 0, 0, 3, 3, 2, -6, 2, 0, 99);
    assertThat(new String(decode(patch, 7), UTF_8)).isEqualTo("355AB02");
  }

  @Test
  void makesAnEmptyImage() throws IOException {
    assertThat(decode(patch(0, "", ""), 0)).isEmpty();
  }

  @Test
  void refusesWhatIsNoPatch() {
    refused("BSDIFF4x".getBytes(UTF_8), 1, "payload at byte 0: is no bsdiff patch");
    refused("BSDIFF40".getBytes(UTF_8), 1, "payload at byte 8: header: ends here, too early");
    byte[] patch = patch(1, "", "A", 0, 1, 0);
    patch[32] = 'C';
    refused(patch, 1, "control block: is no bzip2 stream: it must begin with BZh");
  }

  @Test
  void refusesSizesThatNoPatchHas() {
    for (int at : new int[] {8, 16, 24}) {
      for (long size : new long[] {-1, 1L << 60, 1L << 48, Long.MAX_VALUE}) {
        byte[] patch = patch(1, "", "A", 0, 1, 0);
        System.arraycopy(commands(size), 0, patch, at, 8);
        refused(patch, 1, "payload at byte " + at + ": size of " + size + " bytes; may be 0 to");
      }
    }
    byte[] patch = patch(1, "", "A", 0, 1, 0);
    System.arraycopy(commands((1L << 48) - 1), 0, patch, 8, 8);
    refused(
        patch,
        1,
        "payload at byte "
            + patch.length
            + ": difference block: ends here, too early: it begins at byte 281474976710687");
    refused(patch(2, "", "AB", 0, 2, 0), 1, "payload at byte 24: makes 2 bytes; the image has 1");
  }

  @Test
  void refusesNegativeLengths() {
    refused(patch(1, "", "A", 0, -1, 0), 1, "delta at byte 0: control block: adds 0 and brings -1");
    refused(patch(1, "", "A", -5, 1, 0), 1, "adds -5 and brings 1 bytes; must not be negative");
  }

  @Test
  void refusesToReadOutsideOfTheBase() {
    refused(patch(11, "AAAAAAAAAAA", "", 11, 0, 0), 11, "reads 11 bytes from 0 of a base of 10");
    refused(patch(2, "A", "A", 0, 1, -1, 1, 0, 0), 2, "delta at byte 24: control block: reads 1 b");
    refused(patch(2, "A", "A", 0, 1, 10, 1, 0, 0), 2, "reads 1 bytes from 10 of a base of 10");
    refused(
        patch(2, "A", "A", 0, 1, Long.MAX_VALUE, 0, 0, Long.MAX_VALUE, 1, 0, 0),
        2,
        "reads 1 bytes from -2");
  }

  @Test
  void refusesAnImageThatIsTooLongOrTooShort() {
    refused(patch(1, "", "AB", 0, 2, 0), 1, "makes the image longer than its 1 bytes");
    refused(patch(3, "AA", "AA", 2, 2, 0), 3, "makes the image longer than its 3 bytes");
    refused(patch(3, "", "AAAA", 0, 1, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0), 3, "makes the image");
    refused(patch(3, "", "AB", 0, 2, 0), 3, "delta at byte 24: control block: ends here, before");
    refused(patch(3, "", "AB", 0, 3, 0), 3, "extra block: ends here, before the image does");
    refused(patch(3, "AB", "", 3, 0, 0), 3, "difference block: ends here, before the image does");
  }

  @Test
  void refusesWhatFollowsTheImage() {
    refused(patch(1, "", "AB", 0, 1, 0), 1, "extra block: goes on after the image is whole");
    refused(patch(1, "A", "A", 0, 1, 0), 1, "difference block: goes on after the image is");
    refused(patch(1, "", "A", 0, 1, 0, 0, 0, 0), 1, "control block: goes on after the image is");
    byte[] patch = patch(1, "", "A", 0, 1, 0);
    refused(Arrays.copyOf(patch, patch.length + 1), 1, "extra block: has bytes that nothing asks");
  }

  @Test
  void refusesCommandsWithoutEnd() {
    refused(patch(1, new byte[24 * 17], new byte[0], new byte[0]), 1, "more than 16 commands in a");
    long[] idle = new long[3 * 17];
    idle[3 * 16 + 1] = 1;
    assertThat(patch(1, "", "A", idle)).satisfies(patch -> assertThat(decode(patch, 1)).hasSize(1));
  }

  @Test
  void refusesDamageThatOnlyTheChecksumsShow() {
    byte[] patch = patch(3, "", "ABC", 0, 3, 0);
    for (int bit = 0; bit < 8 * 4; bit++) {
      byte[] damaged = patch.clone();
      damaged[patch.length - 2 - bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> decode(damaged, 3)).isInstanceOf(BadPayload.class);
    }
  }

  @Test
  void needsTheMemoryThatItStates() throws IOException {
    byte[] patch = patch(1, "", "A", 0, 1, 0);
    try (InputStream image =
        ImageDecoder.open(
            PayloadCodec.BSDIFF, Decoding.payload(patch), Decoding.base(BASE), 1, LEVEL_1)) {
      assertThat(image.readAllBytes()).hasSize(1);
    }
    assertThatThrownBy(
            () ->
                ImageDecoder.open(
                    PayloadCodec.BSDIFF,
                    Decoding.payload(patch),
                    Decoding.base(BASE),
                    1,
                    LEVEL_1 - 1))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("decoding needs " + LEVEL_1 + " bytes of memory; may use");
  }

  /** Packed anew after the damage, so that no checksum helps. */
  @Test
  void neitherReadsOutsideNorRunsOnWhateverIsInTheBlocks() {
    SplittableRandom random = new SplittableRandom(4);
    long[] numbers = {2, 1, -1, 4, 0, -3, 0, 0, 2, 3, 3, 0};
    byte[][] blocks = {
      commands(numbers), "\0\1\2\3\4\5\6\7\1".getBytes(UTF_8), "ABCD".getBytes(UTF_8)
    };
    int taken = 0;
    for (int i = 0; i < 2000; i++) {
      byte[][] damaged = blocks.clone();
      int which = random.nextInt(8) < 6 ? 0 : random.nextInt(3);
      damaged[which] = Damage.of(blocks[which], random);
      byte[] patch = patch(13, damaged[0], damaged[1], damaged[2]);
      taken += Damage.isTaken(PayloadCodec.BSDIFF, patch, BASE, 13) ? 1 : 0;
    }
    assertThat(taken).isBetween(100, 1900);
  }
}

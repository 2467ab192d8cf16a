package dev.weir.patcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class MemoryTest {
  private static final int MIB = 1024 * 1024;
  private static final int IMAGE_BYTES = 64 * MIB;
  private static final int HEAP_MIB = 6;

  @TempDir Path folder;

  private static byte[] decode(byte[] payload, int imageBytes, long limit) throws IOException {
    try (InputStream image =
        ImageDecoder.open(
            PayloadCodec.XZ, Decoding.payload(payload), ImageDecoder.NO_BASE, imageBytes, limit)) {
      return image.readAllBytes();
    }
  }

  @Test
  void decodesWithinTheMemoryThatItStates() throws IOException {
    for (int dictionary : new int[] {4096, 64 * 1024, 1000 * 1000, MIB}) {
      byte[] payload = Decoding.xz(new byte[10], dictionary, XZ.CHECK_CRC32);
      long memory = ImageDecoder.memory(dictionary);
      assertThat(decode(payload, 10, memory)).hasSize(10);
      assertThat(memory).isBetween(dictionary + 100L * 1024, dictionary + 256L * 1024);
    }
  }

  @Test
  void refusesAPayloadThatNeedsMoreMemoryThanItMayUse() {
    byte[] payload = Decoding.xz(new byte[10], MIB, XZ.CHECK_CRC32);
    long memory = ImageDecoder.memory(MIB / 2);
    assertThatThrownBy(() -> decode(payload, 10, memory))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("unpacking needs 1128 KiB of memory");
    assertThatThrownBy(() -> decode(payload, 10, 0)).isInstanceOf(BadPayload.class);
  }

  @Test
  void countsItsOwnBuffers() {
    byte[] payload = Decoding.xz(new byte[10], MIB, XZ.CHECK_CRC32);
    long withoutFilter = ImageDecoder.memory(MIB) - 8 * 1024;
    assertThatThrownBy(() -> decode(payload, 10, withoutFilter - 1))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("unpacking needs 1128 KiB of memory; may use 1127");
  }

  @Test
  void hasRoomForABranchFilter() throws IOException {
    LZMA2Options options = new LZMA2Options(1);
    options.setDictSize(MIB);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XZOutputStream packed =
        new XZOutputStream(out, new FilterOptions[] {new X86Options(), options})) {
      packed.write(new byte[10]);
    }
    long memory = ImageDecoder.memory(MIB);
    assertThat(decode(out.toByteArray(), 10, memory)).hasSize(10);
  }

  @Test
  void makesALargeImageInASmallHeap() throws Exception {
    byte[] base = new byte[8 * MIB];
    SplittableRandom random = new SplittableRandom(1);
    random.nextBytes(base);
    MessageDigest digest = Digest.sha256();
    PlainGdiff delta = new PlainGdiff(random);
    for (int made = 0; made < IMAGE_BYTES; made += 2 * MIB) {
      byte[] data = new byte[MIB];
      data[random.nextInt(MIB)] = 1;
      delta.data(data);
      digest.update(data);
      int offset = random.nextInt(base.length - MIB);
      delta.copy(offset, MIB);
      digest.update(base, offset, MIB);
    }
    Path payload =
        Files.write(folder.resolve("delta"), Decoding.xz(delta.end(), MIB, XZ.CHECK_CRC32));
    Path baseFile = Files.write(folder.resolve("base"), base);
    assertThat(forked(payload, baseFile)).isEqualTo(Digest.ofRaw(digest.digest()).hex());
  }

  /** Decodes in a JVM whose heap is smaller than the base. */
  private static String forked(Path payload, Path base) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MIB + "m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeap.class.getName(),
                    payload.toString(),
                    base.toString(),
                    Integer.toString(IMAGE_BYTES)))
            .redirectErrorStream(true)
            .start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}

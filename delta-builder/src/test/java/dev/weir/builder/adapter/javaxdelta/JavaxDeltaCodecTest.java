package dev.weir.builder.adapter.javaxdelta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.BaseFile;
import dev.weir.builder.release.FilePayload;
import dev.weir.builder.release.Fixtures;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaxDeltaCodecTest {
  @TempDir Path folder;

  /** Encodes, decodes and compares; gives the size of the delta. */
  private long roundTrip(byte[] base, byte[] image, String name) throws IOException {
    Path baseFile = Files.write(folder.resolve("base"), base);
    Path imageFile = Files.write(folder.resolve("image"), image);
    Path out = folder.resolve("delta");
    Encoded encoded = new JavaxDeltaCodec().encode(baseFile, imageFile, out, Progress.NONE);
    assertThat(encoded.size()).isEqualTo(Files.size(out));
    try (BaseFile from = new BaseFile(baseFile);
        InputStream made =
            ImageDecoder.open(
                PayloadCodec.GDIFF_XZ,
                new FilePayload(out),
                from,
                image.length,
                encoded.memory())) {
      assertThat(Arrays.equals(made.readAllBytes(), image)).as(name).isTrue();
    }
    return encoded.size();
  }

  @Test
  void roundTripsRandomEdits() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] base = new byte[random.nextInt(1, 20_000)];
      random.nextBytes(base);
      if (seed % 3 == 0) {
        Arrays.fill(base, base.length / 4, base.length / 2, (byte) 0);
      }
      roundTrip(base, edited(base, random), "seed " + seed);
    }
  }

  private static byte[] edited(byte[] base, SplittableRandom random) {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    int edits = random.nextInt(1, 15);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(base.length);
      image.write(base, at, random.nextInt(base.length - at + 1));
      byte[] fresh = new byte[random.nextInt(60)];
      random.nextBytes(fresh);
      image.writeBytes(fresh);
    }
    return image.toByteArray();
  }

  @Test
  void roundTripsImagesAroundTheSizeOfABlock() throws IOException {
    byte[] base = Fixtures.noise(3, 200);
    for (int length : new int[] {1, 2, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 69, 80}) {
      byte[] tail = Arrays.copyOfRange(base, base.length - length, base.length);
      roundTrip(base, tail, "tail of " + length);
      roundTrip(tail, base, "base of " + length);
      roundTrip(base, Arrays.copyOf(base, base.length + length), "longer by " + length);
    }
  }

  @Test
  void roundTripsTheBaseItself() throws IOException {
    byte[] image = Fixtures.noise(4, 300_000);
    assertThat(roundTrip(image, image, "the same")).isLessThan(100);
  }

  @Test
  void roundTripsRuns() throws IOException {
    roundTrip(new byte[100_000], new byte[123_457], "zeros");
  }

  @Test
  void findsWhatMovedByAFewBytes() throws IOException {
    byte[] base = Fixtures.noise(5, 300_000);
    assertThat(roundTrip(base, Fixtures.changed(base, 7), "moved")).isLessThan(200);
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    byte[] base = Fixtures.program(6, 3000);
    roundTrip(base, Fixtures.changed(base, 33), "once");
    byte[] once = Files.readAllBytes(folder.resolve("delta"));
    roundTrip(base, Fixtures.changed(base, 33), "again");
    assertThat(Files.readAllBytes(folder.resolve("delta"))).isEqualTo(once);
  }

  @Test
  void takesItsWorkingFilesAway() throws IOException {
    roundTrip(new byte[10], new byte[20], "zeros");
    try (var files = Files.list(folder)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("base", "image", "delta");
    }
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    Path base = Files.write(folder.resolve("base"), new byte[3_000_000]);
    Path image = Files.write(folder.resolve("image"), Fixtures.noise(7, 3_000_000));
    List<String> told = new ArrayList<>();
    new JavaxDeltaCodec()
        .encode(
            base,
            image,
            folder.resolve("delta"),
            (step, done, total) -> told.add(step + (done == total ? " done" : " " + done)));
    assertThat(told)
        .startsWith("searching 0")
        .contains("searching done", "packing 0")
        .endsWith("packing done")
        .hasSizeBetween(6, 14);
  }

  @Test
  void keepsTheNumberOfBlocksBounded() {
    assertThat(JavaxDeltaCodec.block(0)).isEqualTo(16);
    assertThat(JavaxDeltaCodec.block(64L << 20)).isEqualTo(16);
    assertThat(JavaxDeltaCodec.block((64L << 20) + 16)).isEqualTo(32);
    assertThat(JavaxDeltaCodec.block(1L << 30)).isEqualTo(256);
  }
}

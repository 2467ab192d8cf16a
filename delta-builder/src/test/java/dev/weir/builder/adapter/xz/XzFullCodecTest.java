package dev.weir.builder.adapter.xz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.FilePayload;
import dev.weir.builder.release.Fixtures;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XzFullCodecTest {
  @TempDir Path folder;

  private byte[] decoded(byte[] image) throws IOException {
    Path file = Files.write(folder.resolve("image"), image);
    Path out = folder.resolve("full");
    Encoded encoded = new XzFullCodec().encode(file, out, Progress.NONE);
    assertThat(encoded.size()).isEqualTo(Files.size(out));
    try (InputStream made =
        ImageDecoder.open(
            PayloadCodec.XZ,
            new FilePayload(out),
            ImageDecoder.NO_BASE,
            image.length,
            encoded.memory())) {
      return made.readAllBytes();
    }
  }

  private static byte[] programFor(int machine) {
    byte[] image = Fixtures.program(1, 2000);
    image[18] = (byte) machine;
    return image;
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "62, 1", "183, 1", "243, 1", "40, 0", "0, 0", "8, 0"})
  void filtersTheProgramsOfKnownMachines(int machine, int filters) throws IOException {
    byte[] image = programFor(machine);
    assertThat(decoded(image)).isEqualTo(image);
    assertThat(BranchFilters.of(folder.resolve("image"))).hasSize(filters);
  }

  @Test
  void packsCallsBetterWithAFilter() throws IOException {
    byte[] image = callsToOnePlace();
    decoded(image);
    long filtered = Files.size(folder.resolve("full"));
    image[18] = 0;
    decoded(image);
    assertThat(filtered).isLessThan(Files.size(folder.resolve("full")) / 4);
  }

  /** Calls of one function by relative addresses, which all differ. */
  private static byte[] callsToOnePlace() {
    byte[] image = new byte[64 + 4000 * 16];
    System.arraycopy(Fixtures.program(1, 0), 0, image, 0, 64);
    for (int at = 64; at < image.length; at += 16) {
      int relative = 0x100000 - at;
      image[at] = (byte) 0xe8;
      image[at + 1] = (byte) relative;
      image[at + 2] = (byte) (relative >> 8);
      image[at + 3] = (byte) (relative >> 16);
    }
    return image;
  }

  @Test
  void packsWhatIsNoProgram() throws IOException {
    for (byte[] image : new byte[][] {{1}, new byte[19], new byte[5000], {0x7f, 'E', 'L', 'F'}}) {
      assertThat(decoded(image)).isEqualTo(image);
      assertThat(BranchFilters.of(folder.resolve("image"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4096",
    "4096, 4096",
    "4097, 8192",
    "1048575, 1048576",
    "1048577, 1048576",
    "1073741824, 1048576"
  })
  void asksADeviceForNoLargerDictionaryThanTheImageAndAMebibyte(long bytes, int dictionary) {
    assertThat(XzPacking.dictionary(bytes)).isEqualTo(dictionary);
  }
}

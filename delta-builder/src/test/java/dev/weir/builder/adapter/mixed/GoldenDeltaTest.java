package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deltas that were written once are decoded for ever: devices have them. Files are only added:
 * {@code -Dweir.golden=append} writes those that are missing.
 */
class GoldenDeltaTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden-deltas");
  private static final boolean APPEND = "append".equals(System.getProperty("weir.golden"));

  @TempDir Path folder;

  private static Map<String, byte[][]> pairs() {
    Map<String, byte[][]> pairs = new LinkedHashMap<>();
    pairs.put("linked", new byte[][] {Firmware.linked(20, false), Firmware.linked(20, true)});
    pairs.put("zip", new byte[][] {Packed.zip(false), Packed.zip(true)});
    pairs.put("hex", new byte[][] {Packed.hex(1), Packed.hex(2)});
    pairs.put("hex-to-zip", new byte[][] {Packed.hex(1), Packed.zip(false)});
    pairs.put("nothing-to-zip", new byte[][] {{}, Packed.zip(true)});
    return pairs;
  }

  @Test
  void decodesWhatWasWrittenOnce() throws IOException {
    for (Map.Entry<String, byte[][]> pair : pairs().entrySet()) {
      for (int tableBits : new int[] {Mixed.TABLE_BITS, MixedDeltaCodec.LZMA}) {
        String name = pair.getKey() + "-" + tableBits;
        byte[] old = file(name + ".old", pair.getValue()[0]);
        byte[] image = file(name + ".new", pair.getValue()[1]);
        byte[] delta = file(name + ".delta", Mixed.delta(folder, tableBits, old, image));
        byte[] made = Mixed.decoded(delta, old, image.length);
        assertThat(Arrays.equals(made, image)).as(name).isTrue();
      }
    }
  }

  private static byte[] file(String name, byte[] ifMissing) throws IOException {
    Path file = FOLDER.resolve(name);
    if (APPEND && !Files.exists(file)) {
      Files.createDirectories(FOLDER);
      Files.write(file, ifMissing);
      return ifMissing;
    }
    try (InputStream in =
        Objects.requireNonNull(
            GoldenDeltaTest.class.getResourceAsStream("/golden-deltas/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

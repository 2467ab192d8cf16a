package dev.weir.patcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.protocol.manifest.PayloadCodec;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Patches that bsdiff 4.3 and xdelta3 3.0 made of {@link ForeignPair#GOLDEN}; where these programs
 * are installed, fresh ones too.
 */
class ForeignPatchesTest {
  private static final long ENOUGH = 32L << 20;

  @TempDir Path folder;

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = ForeignPatchesTest.class.getResourceAsStream("/foreign/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static byte[] decode(PayloadCodec codec, byte[] patch, ForeignPair pair)
      throws IOException {
    try (InputStream image =
        ImageDecoder.open(
            codec,
            Decoding.payload(patch),
            Decoding.base(pair.base()),
            pair.image().length,
            ENOUGH)) {
      return image.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BSDIFF, bsdiff",
    "BSDIFF, level1.bsdiff", // the same, its blocks packed by bzip2 -1
    "VCDIFF, plain.vcdiff", // xdelta3 -n -S none -e
    "VCDIFF, checksummed.vcdiff", // xdelta3 -S none -e
    "VCDIFF, windows.vcdiff", // xdelta3 -n -S none -W 16384 -A= -e
  })
  void whatOthersMadeIsApplied(PayloadCodec codec, String name) throws IOException {
    assertThat(decode(codec, golden(name), ForeignPair.GOLDEN))
        .isEqualTo(ForeignPair.GOLDEN.image());
  }

  @ParameterizedTest
  @CsvSource({
    "BSDIFF, level1.bsdiff, true",
    "VCDIFF, plain.vcdiff, false",
    "VCDIFF, checksummed.vcdiff, true"
  })
  void whateverIsDoneToThemIsAppliedOrRefused(PayloadCodec codec, String name, boolean checksums)
      throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    byte[] patch = golden(name);
    byte[] image = ForeignPair.GOLDEN.image();
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = Damage.of(patch, random);
      Optional<byte[]> made = Damage.image(codec, damaged, ForeignPair.GOLDEN.base(), image.length);
      if (checksums && made.isPresent()) {
        assertThat(Arrays.equals(made.get(), image)).as("case " + i).isTrue();
      }
    }
  }

  @Test
  void whatOthersCompressTwiceIsRefused() throws IOException {
    byte[] delta = golden("plain.vcdiff");
    delta[4] |= 1;
    assertThat(Damage.isTaken(PayloadCodec.VCDIFF, delta, ForeignPair.GOLDEN.base(), 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "BSDIFF, bsdiff OLD NEW PATCH",
    "VCDIFF, xdelta3 -n -S none -e -s OLD NEW PATCH",
    "VCDIFF, xdelta3 -9 -S none -W 16384 -e -s OLD NEW PATCH",
    "VCDIFF, xdelta3 -0 -S none -e -s OLD NEW PATCH",
  })
  void whatAnInstalledProgramMakesIsApplied(PayloadCodec codec, String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    assumeTrue(isInstalled(words.get(0)), words.get(0) + " is not installed");
    Path old = folder.resolve("old");
    Path image = folder.resolve("new");
    Path patch = folder.resolve("patch");
    words.replaceAll(
        word ->
            switch (word) {
              case "OLD" -> old.toString();
              case "NEW" -> image.toString();
              case "PATCH" -> patch.toString();
              default -> word;
            });
    for (int size : new int[] {1, 50, 4_000, 1_200_000}) {
      ForeignPair pair = ForeignPair.of(size, Math.max(size, 400));
      boolean canBeEmpty = codec == PayloadCodec.VCDIFF; // bsdiff itself takes no empty files
      Files.write(old, size == 1 && canBeEmpty ? new byte[0] : pair.base());
      Files.write(image, size == 50 && canBeEmpty ? new byte[0] : pair.image());
      Files.deleteIfExists(patch);
      Process process = new ProcessBuilder(words).inheritIO().start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      ForeignPair given = new ForeignPair(Files.readAllBytes(old), Files.readAllBytes(image));
      assertThat(Arrays.equals(decode(codec, Files.readAllBytes(patch), given), given.image()))
          .as(command + " of " + size)
          .isTrue();
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

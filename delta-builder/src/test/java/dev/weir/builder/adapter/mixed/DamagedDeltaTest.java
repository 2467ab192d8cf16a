package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged payloads are refused with a place and a rule, or make as many bytes as they must; nothing
 * else is thrown, and neither time nor memory goes beyond what was allowed. {@code ./weir fuzz}
 * runs more of them: {@code -Dweir.fuzz.cases} and {@code -Dweir.fuzz.seed} set how many, and
 * which; {@code -Dweir.fuzz.case} runs one alone.
 */
class DamagedDeltaTest {
  private static final int CASES = Integer.getInteger("weir.fuzz.cases", 20_000);
  private static final long SEED = Long.getLong("weir.fuzz.seed", 1L);
  private static final int ALONE = Integer.getInteger("weir.fuzz.case", -1);

  /** From so many on, refusals and images have to be met; that damage stays unseen is rare. */
  private static final int MANY = 1000;

  /** A case takes milliseconds. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int LARGEST_IMAGE = 3000;

  @TempDir Path folder;

  @Test
  void endsInARefusalOrAnImage() throws IOException {
    List<FuzzCase.Sample> samples = samples();
    if (ALONE >= 0) {
      run(ALONE, samples);
      return;
    }
    Map<FuzzCase.Outcome, Integer> met = new EnumMap<>(FuzzCase.Outcome.class);
    for (int number = 0; number < CASES; number++) {
      met.merge(run(number, samples), 1, Integer::sum);
    }
    if (CASES >= MANY) {
      assertThat(met).containsKeys(FuzzCase.Outcome.REFUSED, FuzzCase.Outcome.IMAGE);
      assertThat(met.get(FuzzCase.Outcome.REFUSED)).isGreaterThan(CASES / 4);
    }
  }

  private static FuzzCase.Outcome run(int number, List<FuzzCase.Sample> samples) {
    FuzzCase damaged = new FuzzCase(SEED, number, samples);
    try {
      return assertTimeoutPreemptively(LIMIT, damaged::run);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "case "
              + number
              + ", "
              + damaged
              + "; run it alone: ./weir fuzz --seed "
              + SEED
              + " --case "
              + number,
          e);
    }
  }

  private List<FuzzCase.Sample> samples() throws IOException {
    List<FuzzCase.Sample> samples = new ArrayList<>();
    for (DeltaCodec codec :
        List.of(
            new MixedDeltaCodec(Mixed.TABLE_BITS),
            new MixedDeltaCodec(MixedDeltaCodec.LZMA),
            new JavaxDeltaCodec())) {
      for (byte[][] pair : Mixed.pairs()) {
        if (pair[1].length < LARGEST_IMAGE) {
          samples.add(
              new FuzzCase.Sample(codec.codec(), List.of(pair[0], pair[1], payload(codec, pair))));
        }
      }
    }
    return samples;
  }

  private byte[] payload(DeltaCodec codec, byte[][] pair) throws IOException {
    Path base = Files.write(folder.resolve("base"), pair[0]);
    Path image = Files.write(folder.resolve("image"), pair[1]);
    Path out = folder.resolve("payload");
    codec.encode(base, image, out, Progress.NONE);
    return Files.readAllBytes(out);
  }
}

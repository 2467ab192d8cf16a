package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.format.BadPayload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged deltas are refused with a place and a rule, or make as many bytes as they must; nothing
 * else is thrown. {@code -Dweir.fuzz.cases} and {@code -Dweir.fuzz.seed} set how many, and which.
 */
class DamagedDeltaTest {
  private static final int CASES = Integer.getInteger("weir.fuzz.cases", 20_000);
  private static final long SEED = Long.getLong("weir.fuzz.seed", 1L);

  @TempDir Path folder;

  private record Sample(List<byte[]> parts) {
    byte[] old() {
      return parts.get(0);
    }

    byte[] image() {
      return parts.get(1);
    }

    byte[] delta() {
      return parts.get(2);
    }
  }

  @Test
  void refusesDamageOrMakesAsManyBytesAsItMust() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (byte[][] pair : Mixed.pairs()) {
      if (pair[1].length < 3000) {
        samples.add(new Sample(List.of(pair[0], pair[1], Mixed.delta(folder, pair[0], pair[1]))));
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Sample sample = samples.get(i % samples.size());
      byte[] damaged = damaged(sample.delta(), random);
      try {
        byte[] made = Mixed.decoded(damaged, sample.old(), sample.image().length);
        assertThat(made.length).as("case " + i).isEqualTo(sample.image().length);
      } catch (BadPayload e) {
        assertThat(e.rule()).isNotBlank();
        assertThat(e.offset()).isBetween(0L, (long) damaged.length);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(CASES / 4);
  }

  private static byte[] damaged(byte[] delta, SplittableRandom random) {
    byte[] damaged = delta.clone();
    int at = random.nextInt(delta.length);
    switch (random.nextInt(6)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(damaged, at, Math.min(delta.length, at + 8), (byte) 0xff);
      case 2 -> damaged = Arrays.copyOf(delta, at);
      case 3 -> damaged = Arrays.copyOf(delta, delta.length + 1 + random.nextInt(20));
      case 4 -> damaged[random.nextInt(Math.min(delta.length, 140))] = (byte) random.nextInt();
      default -> System.arraycopy(delta, at / 2, damaged, at, (delta.length - at) / 2);
    }
    return damaged;
  }
}

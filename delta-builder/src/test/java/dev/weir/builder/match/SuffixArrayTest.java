package dev.weir.builder.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuffixArrayTest {
  private static int[] sorted(byte[] text) {
    return IntStream.range(0, text.length)
        .boxed()
        .sorted(
            Comparator.comparing(
                at -> Arrays.copyOfRange(text, at, text.length), Arrays::compareUnsigned))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void sortsAnyText() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      byte[] text = new byte[random.nextInt(60)];
      int letters = 1 + random.nextInt(4);
      for (int at = 0; at < text.length; at++) {
        text[at] = (byte) (random.nextInt(letters) * 85);
      }
      assertThat(SuffixArray.of(text)).as(Arrays.toString(text)).isEqualTo(sorted(text));
    }
  }

  @Test
  void sortsWhatRepeats() {
    byte[] zeros = new byte[3000];
    assertThat(SuffixArray.of(zeros))
        .isEqualTo(IntStream.range(0, 3000).map(i -> 2999 - i).toArray());
    byte[] periodic = new byte[4000];
    for (int i = 0; i < periodic.length; i++) {
      periodic[i] = (byte) (i % 7);
    }
    assertThat(SuffixArray.of(periodic)).isEqualTo(sorted(periodic));
  }
}

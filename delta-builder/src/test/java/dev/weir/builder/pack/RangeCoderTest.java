package dev.weir.builder.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.mixing.BitCoder;
import dev.weir.patcher.mixing.Numbers;
import dev.weir.patcher.mixing.RangeDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangeCoderTest {
  private static byte[] ended(RangeEncoder encoder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encoder.end(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static RangeDecoder decoder(byte[] coded) {
    RangeDecoder decoder = new RangeDecoder();
    assertThat(decoder.feed(coded, 0, coded.length)).isEqualTo(coded.length);
    decoder.ready(true);
    return decoder;
  }

  @Test
  void decodesWhatWasEncodedAndNothingStaysOver() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int count = random.nextInt(3000);
      int[] bits = new int[count];
      int[] probabilities = new int[count];
      RangeEncoder encoder = new RangeEncoder();
      for (int i = 0; i < count; i++) {
        probabilities[i] = probability(random);
        bits[i] = random.nextInt(BitCoder.ONE) < probabilities[i] ? 1 : 0;
        encoder.code(bits[i], probabilities[i]);
      }
      RangeDecoder decoder = decoder(ended(encoder));
      for (int i = 0; i < count; i++) {
        assertThat(decoder.code(0, probabilities[i])).as("seed " + seed).isEqualTo(bits[i]);
      }
      assertThat(decoder.waiting()).as("seed " + seed).isZero();
      assertThat(decoder.missing()).as("seed " + seed).isZero();
    }
  }

  /** Often on an edge, where carries run. */
  private static int probability(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> BitCoder.ONE - 1;
      default -> random.nextInt(1, BitCoder.ONE);
    };
  }

  @Test
  void spendsWhatTheProbabilitySays() {
    RangeEncoder encoder = new RangeEncoder();
    for (int i = 0; i < 80_000; i++) {
      encoder.code(1, BitCoder.ONE - 655);
    }
    assertThat(ended(encoder).length).isBetween(140, 160);
  }

  @Test
  void codesNumbersOfEverySize() {
    SplittableRandom random = new SplittableRandom(3);
    int[] wanted = new int[600];
    int[] signed = new int[wanted.length];
    RangeEncoder encoder = new RangeEncoder();
    Numbers written = new Numbers();
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i < 40 ? i : random.nextInt() >>> (1 + random.nextInt(30));
      signed[i] = random.nextInt() >> (2 + random.nextInt(29));
      wanted[i] = Math.min(wanted[i], Integer.MAX_VALUE - 1);
      encoder.number(written, wanted[i]);
      encoder.signed(written, signed[i]);
    }
    RangeDecoder decoder = decoder(ended(encoder));
    Numbers read = new Numbers();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(decoder.number(read, 0)).isEqualTo(wanted[i]);
      assertThat(decoder.signed(read, 0)).isEqualTo(signed[i]);
    }
  }
}

package dev.weir.patcher.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** What a hostile sender does to a payload, and how a decoder has to take it. */
final class Damage {
  private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

  private Damage() {}

  /** Changes, cuts, inserts, removes or repeats something, once or a few times. */
  static byte[] of(byte[] content, SplittableRandom random) {
    byte[] damaged = content;
    do {
      damaged = once(damaged, random);
    } while (random.nextInt(3) == 0);
    return damaged;
  }

  private static byte[] once(byte[] content, SplittableRandom random) {
    if (content.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(content.length);
    byte[] damaged = content.clone();
    switch (random.nextInt(6)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = EDGES[random.nextInt(EDGES.length)];
      case 2 -> damaged = Arrays.copyOf(content, at);
      case 3 -> {
        int to = random.nextInt(content.length);
        System.arraycopy(content, at, damaged, to, content.length - Math.max(at, to));
      }
      case 4 -> {
        damaged = Arrays.copyOf(content, content.length + 1);
        System.arraycopy(content, at, damaged, at + 1, content.length - at);
        damaged[at] = (byte) random.nextInt();
      }
      default -> {
        damaged = Arrays.copyOf(content, content.length - 1);
        System.arraycopy(content, at + 1, damaged, at, content.length - at - 1);
      }
    }
    return damaged;
  }

  static boolean isTaken(PayloadCodec codec, byte[] payload, byte[] base, int imageBytes) {
    return image(codec, payload, base, imageBytes).isPresent();
  }

  /** The image, of the right size; empty where it is refused, clearly: all else is a failure. */
  static Optional<byte[]> image(PayloadCodec codec, byte[] payload, byte[] base, int imageBytes) {
    try {
      byte[] image = Decoding.decode(codec, payload, Decoding.base(base), imageBytes);
      assertThat(image).hasSize(imageBytes);
      return Optional.of(image);
    } catch (BadPayload e) {
      assertThat(e.rule()).isNotBlank();
      assertThat(e.offset()).isNotNegative();
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

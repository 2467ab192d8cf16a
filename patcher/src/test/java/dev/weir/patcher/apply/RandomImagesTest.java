package dev.weir.patcher.apply;

import static dev.weir.patcher.apply.Decoding.ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomImagesTest {
  private static final int PAIRS = 100;
  private static final int MUTATIONS = 4000;

  /** Gives one byte a time, as a slow link may. */
  private static InputStream slowly(byte[] content) {
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      @Override
      public int read(byte[] into, int at, int length) throws IOException {
        return super.read(into, at, Math.min(1, length));
      }
    };
  }

  @Test
  void decodesWhatAnyEncoderMayWrite() throws IOException {
    for (long seed = 0; seed < PAIRS; seed++) {
      RandomPair pair = RandomPair.of(seed);
      byte[] made = Decoding.delta(pair.commands(), pair.base(), pair.image().length);
      assertThat(Arrays.equals(made, pair.image())).as("seed " + seed).isTrue();
    }
  }

  @Test
  void decodesByteByByteFromBytesThatComeOneByOne() throws IOException {
    for (long seed = 1000; seed < 1010; seed++) {
      RandomPair pair = RandomPair.of(seed);
      for (PayloadCodec codec : List.of(PayloadCodec.XZ, PayloadCodec.GDIFF_XZ)) {
        byte[] content = codec == PayloadCodec.XZ ? pair.image() : pair.commands();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (InputStream image =
            ImageDecoder.open(
                codec,
                from -> slowly(Decoding.xz(content)),
                Decoding.base(pair.base()),
                pair.image().length,
                ENOUGH)) {
          for (int value = image.read(); value >= 0; value = image.read()) {
            made.write(value);
          }
          assertThat(image.read()).isEqualTo(-1);
        }
        assertThat(Arrays.equals(made.toByteArray(), pair.image())).as("seed " + seed).isTrue();
      }
    }
  }

  @Test
  void decodesInPiecesOfAnySize() throws IOException {
    RandomPair pair = RandomPair.of(7);
    SplittableRandom random = new SplittableRandom(7);
    byte[] made = new byte[pair.image().length + 100];
    int length = 0;
    try (InputStream image =
        ImageDecoder.open(
            PayloadCodec.GDIFF_XZ,
            Decoding.payload(Decoding.xz(pair.commands())),
            Decoding.base(pair.base()),
            pair.image().length,
            ENOUGH)) {
      for (int n = 0; n >= 0; n = image.read(made, length, random.nextInt(100))) {
        length += n;
      }
    }
    assertThat(Arrays.equals(made, 0, length, pair.image(), 0, pair.image().length)).isTrue();
  }

  /** Damaged commands either are refused or make exactly as many bytes; nothing else is thrown. */
  @Test
  void refusesDamagedCommandsOrMakesAsManyBytesAsItMust() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      RandomPair pair = SMALL[i % SMALL.length];
      byte[] commands = damaged(pair.commands(), random);
      try {
        assertThat(unpacked(commands, pair)).hasSameSizeAs(pair.image());
      } catch (BadPayload e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 4);
  }

  /** Decodes commands that were never packed, which is quick. */
  private static byte[] unpacked(byte[] commands, RandomPair pair) throws IOException {
    int length = pair.image().length;
    InputStream in = new ByteArrayInputStream(commands);
    try (InputStream image =
        new DecodedImage(new DeltaImage(in, Decoding.base(pair.base()), length), length, 0)) {
      return image.readAllBytes();
    }
  }

  /** The format's own checks see any damage but that of bits which they do not cover. */
  @Test
  void refusesDamagedPayloads() throws IOException {
    SplittableRandom random = new SplittableRandom(43);
    byte[][] packed =
        Arrays.stream(SMALL).map(p -> Decoding.xz(p.commands())).toArray(byte[][]::new);
    for (int i = 0; i < MUTATIONS; i++) {
      RandomPair pair = SMALL[i % SMALL.length];
      byte[] payload = damaged(packed[i % SMALL.length], random);
      try {
        byte[] made =
            Decoding.decode(
                PayloadCodec.GDIFF_XZ, payload, Decoding.base(pair.base()), pair.image().length);
        assertThat(made).as("mutation " + i).isEqualTo(pair.image());
      } catch (BadPayload e) {
        assertThat(e.rule()).isNotBlank();
        assertThat(e.offset()).isNotNegative();
      }
    }
  }

  private static final RandomPair[] SMALL = small();

  private static RandomPair[] small() {
    RandomPair[] pairs = new RandomPair[20];
    long seed = 5000;
    for (int i = 0; i < pairs.length; seed++) {
      RandomPair pair = RandomPair.of(seed);
      if (pair.commands().length < 2000 && pair.image().length > 0) {
        pairs[i++] = pair;
      }
    }
    return pairs;
  }

  private static byte[] damaged(byte[] content, SplittableRandom random) {
    int at = random.nextInt(content.length);
    byte[] damaged = content.clone();
    switch (random.nextInt(5)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = (byte) random.nextInt();
      case 2 -> damaged = Arrays.copyOf(content, at);
      case 3 -> {
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
}

package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One damaged payload, made of a seed and a number, and what has to become of it. */
final class FuzzCase {
  /** What the decoder may use: the largest table does not fit. */
  private static final long MEMORY = 8L << 20;

  /** Besides that: streams, the image and the payload. */
  private static final long AROUND = 1 << 20;

  private static final int MOST_DAMAGES = 3;

  private static final List<Damage> DAMAGES = List.of(Damage.values());

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A base, an image, and the payload that makes one of the other. */
  record Sample(PayloadCodec codec, List<byte[]> files) {
    byte[] old() {
      return files.get(0);
    }

    byte[] image() {
      return files.get(1);
    }

    byte[] payload() {
      return files.get(2);
    }
  }

  /** What became of a case. */
  enum Outcome {
    REFUSED,
    IMAGE,
    /** As long as it must be; the digest of the image tells it. */
    OTHER_IMAGE
  }

  private final Sample sample;
  private final List<Damage> damages = new ArrayList<>();
  private byte[] payload;

  FuzzCase(long seed, int number, List<Sample> samples) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    sample = samples.get(random.nextInt(samples.size()));
    payload = sample.payload();
    int count = random.nextInt(1, MOST_DAMAGES + 1);
    for (int i = 0; i < count && payload.length > 0; i++) {
      Damage damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
      byte[] other = samples.get(random.nextInt(samples.size())).payload();
      damages.add(damage);
      payload = damage.of(payload, other, random);
    }
  }

  /** Decodes it and checks what came of that. */
  Outcome run() throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      byte[] made = decoded();
      assertThat(made.length).isEqualTo(sample.image().length);
      return Arrays.equals(made, sample.image()) ? Outcome.IMAGE : Outcome.OTHER_IMAGE;
    } catch (BadPayload e) {
      assertThat(e.rule()).isNotBlank();
      assertThat(e.offset()).isNotNegative();
      if (e.place() == BadPayload.Place.PAYLOAD) {
        assertThat(e.offset()).isLessThanOrEqualTo(payload.length);
      }
      return Outcome.REFUSED;
    } finally {
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("bytes of memory")
          .isLessThan(MEMORY + AROUND);
    }
  }

  private byte[] decoded() throws IOException {
    try (InputStream image =
        ImageDecoder.open(
            sample.codec(),
            from -> new ByteArrayInputStream(payload, (int) from, payload.length - (int) from),
            new Mixed.Reads(sample.old()),
            new Mixed.Memory(),
            sample.image().length,
            MEMORY)) {
      return image.readAllBytes();
    }
  }

  @Override
  public String toString() {
    return sample.codec() + " of " + sample.payload().length + " bytes, " + damages;
  }
}

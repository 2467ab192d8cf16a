package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.apply.Scratch;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A mixed delta of two arrays, and decoding of arrays. */
final class Mixed {
  static final int TABLE_BITS = 10;

  private Mixed() {}

  static byte[] delta(Path folder, byte[] old, byte[] image) {
    return delta(folder, TABLE_BITS, old, image);
  }

  static byte[] delta(Path folder, int tableBits, byte[] old, byte[] image) {
    try {
      Path base = Files.write(folder.resolve("base"), old);
      Path now = Files.write(folder.resolve("image"), image);
      Path out = folder.resolve("delta");
      new MixedDeltaCodec(tableBits).encode(base, now, out, Progress.NONE);
      return Files.readAllBytes(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] decoded(byte[] delta, byte[] old, int imageBytes) throws IOException {
    try (InputStream image =
        ImageDecoder.open(
            PayloadCodec.MIXED,
            from -> new ByteArrayInputStream(delta, (int) from, delta.length),
            new Reads(old),
            new Memory(),
            imageBytes,
            64L << 20)) {
      return image.readAllBytes();
    }
  }

  /** A base that counts what is read of it. */
  static final class Reads implements BaseImage {
    private final byte[] content;
    private long count;

    Reads(byte[] content) {
      this.content = content;
    }

    long bytesRead() {
      return count;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
      System.arraycopy(content, (int) offset, into, at, length);
      count += length;
    }
  }

  /** A scratch file in memory. */
  static final class Memory implements Scratch {
    private static final int ROOM = 1 << 20;

    private byte[] content = new byte[0];

    @Override
    public long room() {
      return ROOM;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void append(byte[] piece, int at, int length) {
      int from = content.length;
      content = Arrays.copyOf(content, from + length);
      System.arraycopy(piece, at, content, from, length);
      assertThat(content.length).isLessThanOrEqualTo(ROOM);
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
      System.arraycopy(content, (int) offset, into, at, length);
    }
  }

  /** Small pairs of every kind. */
  static List<byte[][]> pairs() {
    List<byte[][]> pairs = new ArrayList<>();
    pairs.add(new byte[][] {{}, {}});
    pairs.add(new byte[][] {{}, {1}});
    pairs.add(new byte[][] {{1}, {}});
    pairs.add(new byte[][] {{1, 2, 3}, {1, 2, 3}});
    pairs.add(new byte[][] {new byte[5000], new byte[4000]});
    pairs.add(new byte[][] {Firmware.linked(20, false), Firmware.linked(20, true)});
    pairs.add(new byte[][] {Firmware.linked(20, true), Firmware.linked(20, false)});
    pairs.addAll(Packed.pairs());
    for (int seed = 0; seed < 40; seed++) {
      pairs.add(random(seed));
    }
    return pairs;
  }

  private static byte[][] random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] old = new byte[random.nextInt(1, 3000)];
    random.nextBytes(old);
    byte[] image = new byte[random.nextInt(1, 3000)];
    for (int at = 0; at < image.length; ) {
      int length = Math.min(image.length - at, random.nextInt(1, 400));
      int from = random.nextInt(old.length);
      for (int i = 0; i < length; i++) {
        image[at + i] = old[(from + i) % old.length];
      }
      at += length;
    }
    image[image.length / 2]++;
    return new byte[][] {old, image};
  }
}

package dev.weir.builder.release;

import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.foreign.BsdiffReader;
import dev.weir.patcher.foreign.GdiffReader;
import dev.weir.patcher.foreign.VcdiffReader;
import dev.weir.patcher.foreign.VcdiffWindow;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

/**
 * What another program's delta says of itself, which may take reading all of it.
 *
 * @param imageBytes size of the image that it makes
 * @param memory what decoding it needs at most, in bytes
 * @param endFound whether its end was seen, with nothing behind it
 */
public record ForeignSizes(long imageBytes, long memory, boolean endFound) {
  private static final int PIECE = 64 * 1024;
  private static final long MOST_IMAGE = 1L << 48;

  static ForeignSizes of(PayloadBytes payload, PatchFormat format) throws IOException {
    return switch (format) {
      case BSDIFF -> bsdiff(payload);
      case VCDIFF -> vcdiff(payload);
      case GDIFF -> {
        try (InputStream in = buffered(payload)) {
          yield new ForeignSizes(gdiffImage(in), ImageDecoder.gdiffMemory(), true);
        }
      }
      case GDIFF_XZ -> packedGdiff(payload);
      case MIXED -> throw new IllegalArgumentException("is none of another program");
    };
  }

  private static InputStream buffered(PayloadBytes payload) throws IOException {
    return new BufferedInputStream(payload.from(0), PIECE);
  }

  /** Its header says where two of its blocks end; the third one's end is not looked for. */
  private static ForeignSizes bsdiff(PayloadBytes payload) throws IOException {
    try (BsdiffReader patch = new BsdiffReader(payload)) {
      return new ForeignSizes(patch.imageBytes(), ImageDecoder.memory(patch), false);
    }
  }

  private static ForeignSizes vcdiff(PayloadBytes payload) throws IOException {
    long image = 0;
    long largest = 0;
    try (VcdiffReader delta = new VcdiffReader(payload)) {
      for (Optional<VcdiffWindow> window = delta.next();
          window.isPresent();
          window = delta.next()) {
        image = sum(image, window.get().imageBytes());
        largest = Math.max(largest, window.get().imageBytes());
      }
    }
    return new ForeignSizes(image, ImageDecoder.vcdiffMemory(largest), true);
  }

  private static ForeignSizes packedGdiff(PayloadBytes payload) throws IOException {
    long memory = ImageDecoder.gdiffMemory() + 1024L * unpackerKib(payload);
    try (InputStream in = buffered(payload);
        InputStream delta = new SingleXZInputStream(in)) {
      long image = gdiffImage(delta);
      if (in.read() >= 0) {
        throw new BadPayload(
            BadPayload.Place.IMAGE, image, "is whole; nothing may follow the XZ stream");
      }
      return new ForeignSizes(image, memory, true);
    }
  }

  /** What the unpacker asks for where it may have nothing: by the stream's first block. */
  private static int unpackerKib(PayloadBytes payload) throws IOException {
    try (InputStream in = new SingleXZInputStream(buffered(payload), 0)) {
      in.read();
      return 0;
    } catch (MemoryLimitException e) {
      return e.getMemoryNeeded();
    }
  }

  private static long gdiffImage(InputStream in) throws IOException {
    GdiffReader delta = new GdiffReader(in);
    byte[] piece = new byte[PIECE];
    long image = 0;
    while (delta.next()) {
      image = sum(image, delta.length());
      for (long left = delta.isCopy() ? 0 : delta.length(); left > 0; ) {
        left -= delta.data(piece, 0, PIECE);
      }
    }
    return image;
  }

  private static long sum(long image, long more) throws BadPayload {
    if (image + more > MOST_IMAGE) {
      throw new BadPayload(BadPayload.Place.IMAGE, image, "must be at most 2^48 bytes");
    }
    return image + more;
  }
}

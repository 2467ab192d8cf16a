package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.foreign.BsdiffReader;
import dev.weir.patcher.foreign.GdiffReader;
import dev.weir.patcher.foreign.VcdiffReader;
import dev.weir.patcher.foreign.VcdiffWindow;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.tukaani.xz.SingleXZInputStream;

/**
 * A delta that another program made. None of these formats names its base or its image, so nothing
 * tells a wrong base but checksums that some have.
 *
 * @param imageBytes size of the image that it makes
 * @param memory what decoding it needs at most, in bytes; empty where only decoding shows it
 */
public record ForeignDelta(Path file, PatchFormat format, long imageBytes, OptionalLong memory) {
  private static final int PIECE = 64 * 1024;
  private static final long MOST_IMAGE = 1L << 48;

  /** Writes a GDIFF delta and decodes it again; it counts only if that gives the image. */
  public static ForeignDelta build(
      DeltaCodec codec, Path base, Path image, Path out, Progress progress) throws IOException {
    Path work = Deltas.beside(out);
    Path again = Deltas.beside(work);
    try {
      codec.encode(base, image, work, progress);
      Digest made = read(work, PatchFormat.of(work)).apply(base, again);
      if (!made.equals(FileDigest.of(image))) {
        throw new IllegalStateException(codec.codec() + " encoder: decodes to another image");
      }
      Files.move(work, out, StandardCopyOption.REPLACE_EXISTING);
      return read(out, PatchFormat.of(out));
    } finally {
      Files.deleteIfExists(work);
      Files.deleteIfExists(again);
    }
  }

  /**
   * Reads what the delta says of itself, which may take reading all of it.
   *
   * @throws IllegalArgumentException for a mixed delta; see {@link Deltas#inspect}
   */
  public static ForeignDelta read(Path file, PatchFormat format) throws IOException {
    PayloadBytes payload = new FilePayload(file);
    return switch (format) {
      case BSDIFF -> {
        try (BsdiffReader patch = new BsdiffReader(payload)) {
          yield new ForeignDelta(
              file, format, patch.imageBytes(), OptionalLong.of(ImageDecoder.memory(patch)));
        }
      }
      case VCDIFF -> vcdiff(file, payload);
      case GDIFF, GDIFF_XZ -> {
        try (InputStream in = new BufferedInputStream(payload.from(0), PIECE);
            InputStream delta = format == PatchFormat.GDIFF ? in : new SingleXZInputStream(in)) {
          yield new ForeignDelta(file, format, gdiffImage(delta), OptionalLong.empty());
        }
      }
      case MIXED -> throw new IllegalArgumentException(file + " is none of another program");
    };
  }

  private static ForeignDelta vcdiff(Path file, PayloadBytes payload) throws IOException {
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
    return new ForeignDelta(
        file, PatchFormat.VCDIFF, image, OptionalLong.of(ImageDecoder.vcdiffMemory(largest)));
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

  /**
   * Makes the image; {@code out} appears when it is whole.
   *
   * @return the image's digest, which is for the caller to compare
   */
  public Digest apply(Path base, Path out) throws IOException {
    long room = Files.getFileStore(out.toAbsolutePath().getParent()).getUsableSpace();
    if (imageBytes > room) {
      throw new BadPayload(
          BadPayload.Place.IMAGE,
          room,
          "has " + imageBytes + " bytes; the disk of " + out + " has room for " + room);
    }
    Path work = Deltas.beside(out);
    try (BaseFile from = new BaseFile(base)) {
      Digest made;
      try (InputStream image = open(from)) {
        made = Deltas.write(image, work);
      }
      Files.move(work, out, StandardCopyOption.REPLACE_EXISTING);
      return made;
    } finally {
      Files.deleteIfExists(work);
    }
  }

  private InputStream open(BaseFile base) throws IOException {
    PayloadBytes payload = new FilePayload(file);
    return switch (format) {
      case BSDIFF -> open(PayloadCodec.BSDIFF, payload, base);
      case VCDIFF -> open(PayloadCodec.VCDIFF, payload, base);
      case GDIFF_XZ -> open(PayloadCodec.GDIFF_XZ, payload, base);
      case GDIFF -> ImageDecoder.openGdiff(payload, base, imageBytes);
      case MIXED -> throw new IllegalStateException(format.name());
    };
  }

  private InputStream open(PayloadCodec codec, PayloadBytes payload, BaseFile base)
      throws IOException {
    return ImageDecoder.open(codec, payload, base, imageBytes, Long.MAX_VALUE);
  }
}

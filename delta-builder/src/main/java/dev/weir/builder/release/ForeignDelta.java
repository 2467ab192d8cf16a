package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A delta that another program made. None of these formats names its base or its image, so nothing
 * tells a wrong base but checksums that some have, and the image's digest where it is known.
 */
public record ForeignDelta(Path file, PatchFormat format, ForeignSizes sizes) {
  /** Writes a GDIFF delta and decodes it again; it counts only if that gives the image. */
  public static void build(DeltaCodec codec, Path base, Path image, Path out, Progress progress)
      throws IOException {
    Optional<Digest> wanted = Optional.of(FileDigest.of(image));
    Deltas.build(
        codec,
        base,
        image,
        out,
        progress,
        (delta, again) -> read(delta, PatchFormat.of(delta)).apply(base, again, wanted));
  }

  /**
   * Reads what the delta says of itself, which may take reading all of it.
   *
   * @throws IllegalArgumentException for a mixed delta; see {@link Deltas#inspect}
   */
  public static ForeignDelta read(Path file, PatchFormat format) throws IOException {
    return new ForeignDelta(file, format, ForeignSizes.of(new FilePayload(file), format));
  }

  /** Size of the image that it makes, in bytes. */
  public long imageBytes() {
    return sizes.imageBytes();
  }

  /**
   * Makes the image; {@code out} appears when it is whole and has the digest that it must have.
   *
   * @param wanted the image's digest, where it is known
   * @return the image's digest
   */
  public Digest apply(Path base, Path out, Optional<Digest> wanted) throws IOException {
    long room = Files.getFileStore(out.toAbsolutePath().getParent()).getUsableSpace();
    if (imageBytes() > room) {
      throw new BadPayload(
          BadPayload.Place.IMAGE,
          room,
          "has " + imageBytes() + " bytes; the disk of " + out + " has room for " + room);
    }
    Path work = Deltas.beside(out);
    try (BaseFile from = new BaseFile(base)) {
      Digest made;
      try (InputStream image = open(from)) {
        made = Deltas.write(image, work);
      }
      if (wanted.isPresent()) {
        Deltas.check(made, wanted.get(), imageBytes());
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
      case GDIFF -> ImageDecoder.openGdiff(payload, base, imageBytes());
      case MIXED -> throw new IllegalStateException(format.name());
    };
  }

  private InputStream open(PayloadCodec codec, PayloadBytes payload, BaseFile base)
      throws IOException {
    return ImageDecoder.open(codec, payload, base, imageBytes(), Long.MAX_VALUE);
  }
}

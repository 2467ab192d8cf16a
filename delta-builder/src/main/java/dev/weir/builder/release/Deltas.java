package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Mixed deltas as files, without a release around them. */
public final class Deltas {
  private static final int PIECE = 64 * 1024;

  /** So many files of killed programs are left alone beside an output. */
  private static final int MOST_LEFT = 100;

  private Deltas() {}

  /** Writes the delta and decodes it again; it counts only if that gives the image. */
  public static void build(DeltaCodec codec, Path base, Path image, Path out, Progress progress)
      throws IOException {
    build(
        codec,
        base,
        image,
        out,
        progress,
        (delta, again) -> apply(base, delta, again, Optional.empty()));
  }

  /** Makes the image again, and throws where it is another one. */
  interface Proof {
    void of(Path delta, Path again) throws IOException;
  }

  /** Writes a delta of any format; it counts only if it is proven. */
  static void build(
      DeltaCodec codec, Path base, Path image, Path out, Progress progress, Proof proof)
      throws IOException {
    Path work = beside(out);
    Path again = beside(work);
    try {
      codec.encode(base, image, work, progress);
      proof.of(work, again);
      Files.move(work, out, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(work);
      Files.deleteIfExists(again);
    }
  }

  /**
   * Makes the image; {@code out} appears when it is whole and has the digest that it must have.
   *
   * @param wanted the image's digest, where it is known besides what the delta says
   */
  public static MixedHeader apply(Path base, Path delta, Path out, Optional<Digest> wanted)
      throws IOException {
    MixedHeader header = inspect(delta);
    if (wanted.isPresent() && !wanted.get().equals(header.image())) {
      throw new BadPayload(
          BadPayload.Place.PAYLOAD,
          64,
          "makes the image " + header.image() + "; must make " + wanted.get());
    }
    Digest found = FileDigest.of(base);
    if (!found.equals(header.base())) {
      throw new BadPayload(
          BadPayload.Place.PAYLOAD,
          16,
          "is for the base " + header.base().brief() + "; " + base + " is " + found.brief());
    }
    Path work = beside(out);
    try {
      check(decode(base, delta, work, header), header.image(), header.imageBytes());
      Files.move(work, out, StandardCopyOption.REPLACE_EXISTING);
      return header;
    } finally {
      Files.deleteIfExists(work);
    }
  }

  /** What a delta says of itself. */
  public static MixedHeader inspect(Path delta) throws IOException {
    try (InputStream in = Files.newInputStream(delta)) {
      byte[] header = in.readNBytes(MixedHeader.SIZE);
      if (header.length < MixedHeader.SIZE) {
        throw new BadPayload(BadPayload.Place.PAYLOAD, header.length, "ends inside the header");
      }
      return MixedHeader.decoded(header);
    }
  }

  private static Digest decode(Path base, Path delta, Path out, MixedHeader header)
      throws IOException {
    try (BaseFile from = new BaseFile(base);
        ScratchFile scratch = new ScratchFile(out);
        InputStream image =
            ImageDecoder.open(
                PayloadCodec.MIXED,
                new FilePayload(delta),
                from,
                scratch,
                header.imageBytes(),
                Long.MAX_VALUE)) {
      return write(image, out);
    }
  }

  /** Refuses an image that is another one than it must be. */
  static void check(Digest made, Digest wanted, long imageBytes) throws BadPayload {
    if (!made.equals(wanted)) {
      throw new BadPayload(
          BadPayload.Place.IMAGE,
          imageBytes,
          "the image has digest " + made + "; must have " + wanted);
    }
  }

  /** Writes an image as it is made. */
  static Digest write(InputStream image, Path out) throws IOException {
    MessageDigest digest = Digest.sha256();
    try (OutputStream to = new DigestOutputStream(Files.newOutputStream(out), digest)) {
      byte[] piece = new byte[PIECE];
      for (int n = image.read(piece); n > 0; n = image.read(piece)) {
        to.write(piece, 0, n);
      }
    }
    return Digest.ofRaw(digest.digest());
  }

  /** Makes an empty file in the same folder, which goes away when the program ends. */
  static Path beside(Path file) throws IOException {
    for (int i = 1; ; i++) {
      Path work = file.resolveSibling(file.getFileName() + "." + i + ".part");
      try {
        Files.createFile(work);
        work.toFile().deleteOnExit();
        return work;
      } catch (FileAlreadyExistsException e) {
        if (i == MOST_LEFT) {
          throw e;
        }
      }
    }
  }
}

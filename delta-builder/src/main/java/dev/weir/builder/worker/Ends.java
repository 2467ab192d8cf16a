package dev.weir.builder.worker;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.FilePayload;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.api.DeltaEnd;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** The two images of a delta, made from their full payloads. */
record Ends(WorkApi global, Path folder, Progress progress) {
  private static final int PIECE = 1024 * 1024;

  /** Downloads and decodes; what does not have the digest that it must have is refused. */
  Path image(String name, DeltaEnd end) throws IOException {
    Payload full = end.full();
    Path packed = folder.resolve(name + ".full");
    Path image = folder.resolve(name + ".img");
    progress.at("downloading " + end.release(), 0, full.size());
    global.fetch(full.digest(), full.size(), packed);
    MessageDigest digest = Digest.sha256();
    try (InputStream in =
            ImageDecoder.open(
                full.codec(),
                new FilePayload(packed),
                ImageDecoder.NO_BASE,
                end.imageBytes(),
                full.memory());
        OutputStream out = new DigestOutputStream(Files.newOutputStream(image), digest)) {
      byte[] piece = new byte[PIECE];
      long done = 0;
      for (int n = in.readNBytes(piece, 0, PIECE); n > 0; n = in.readNBytes(piece, 0, PIECE)) {
        out.write(piece, 0, n);
        done += n;
        progress.at("unpacking " + end.release(), done, end.imageBytes());
      }
    }
    Digest found = Digest.ofRaw(digest.digest());
    if (!found.equals(end.image())) {
      throw new BadPayload(
          BadPayload.Place.IMAGE,
          end.imageBytes(),
          "release " + end.release() + " makes " + found + "; its manifest says " + end.image());
    }
    Files.delete(packed);
    return image;
  }
}

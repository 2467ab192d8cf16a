package dev.weir.builder.release;

import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A file's digests, taken in one pass with one chunk in memory.
 *
 * @param whole of the whole content
 * @param chunks of each chunk, in order
 */
record Measured(Digest whole, long size, List<Digest> chunks) {
  static Measured of(Path file, int chunkBytes) throws IOException {
    MessageDigest whole = Digest.sha256();
    List<Digest> chunks = new ArrayList<>();
    long size = 0;
    byte[] chunk = new byte[chunkBytes];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.readNBytes(chunk, 0, chunkBytes);
          n > 0;
          n = in.readNBytes(chunk, 0, chunkBytes)) {
        whole.update(chunk, 0, n);
        MessageDigest one = Digest.sha256();
        one.update(chunk, 0, n);
        chunks.add(Digest.ofRaw(one.digest()));
        size += n;
      }
    }
    return new Measured(Digest.ofRaw(whole.digest()), size, List.copyOf(chunks));
  }
}

package dev.weir.builder.release;

import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** The digest of a file's content. */
public final class FileDigest {
  private FileDigest() {}

  /** Reads all of the file. */
  public static Digest of(Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
    return Digest.ofRaw(digest.digest());
  }
}

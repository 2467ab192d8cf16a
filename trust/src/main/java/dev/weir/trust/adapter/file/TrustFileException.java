package dev.weir.trust.adapter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A file of keys or certificates that can't be used: says which, why, and what to do. */
public final class TrustFileException extends UncheckedIOException {
  public TrustFileException(Path file, String trouble) {
    super(file + ": " + trouble, new IOException(trouble));
  }

  public TrustFileException(Path file, String trouble, Throwable cause) {
    super(file + ": " + trouble, new IOException(trouble, cause));
  }
}

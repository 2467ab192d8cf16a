package dev.weir.trust.adapter.file;

import java.nio.file.Path;

/** A file of keys or certificates that can't be used: says which, why, and what to do. */
public final class TrustFileException extends RuntimeException {
  public TrustFileException(Path file, String trouble) {
    super(file + ": " + trouble);
  }

  public TrustFileException(Path file, String trouble, Throwable cause) {
    super(file + ": " + trouble, cause);
  }
}

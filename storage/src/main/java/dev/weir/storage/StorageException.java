package dev.weir.storage;

import java.nio.file.Path;

/** The disk or the database failed. Says which file, and what it said. */
public final class StorageException extends RuntimeException {
  public StorageException(Path file, Exception cause) {
    super(file + ": " + cause.getMessage(), cause);
  }

  public StorageException(Path file, String trouble) {
    super(file + ": " + trouble);
  }
}

package dev.weir.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The disk or the database failed. Says which file, what it said, and what kind of trouble. */
public final class StorageException extends RuntimeException {
  private final Trouble trouble;

  public StorageException(Path file, SQLException cause) {
    this(file, cause, Trouble.of(file, cause));
  }

  public StorageException(Path file, IOException cause) {
    this(file, cause, Trouble.of(file, cause));
  }

  /** Anything else that failed because of the file. */
  public StorageException(Path file, Exception cause) {
    this(file, cause, Trouble.OTHER);
  }

  public StorageException(Path file, String trouble) {
    super(file + ": " + trouble);
    this.trouble = Trouble.OTHER;
  }

  private StorageException(Path file, Exception cause, Trouble trouble) {
    super(file + ": " + cause.getMessage(), cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}

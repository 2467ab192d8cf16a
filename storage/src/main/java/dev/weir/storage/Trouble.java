package dev.weir.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** What is wrong with a disk or a database, by what has to be done about it. */
public enum Trouble {
  /** No room. Nothing of the change was kept; the same change succeeds once there is room again. */
  FULL,
  /** What lies on the disk is not what was written there. The next start salvages it. */
  CORRUPT,
  /** Anything else: a missing right, another process's lock, a broken device, a wrong statement. */
  OTHER;

  // The primary result codes of SQLite.
  private static final int IOERR = 10;
  private static final int CORRUPT_CODE = 11;
  private static final int FULL_CODE = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  /** A page that the file system can't read; the driver gives the extended code as text only. */
  private static final String CORRUPTFS = "SQLITE_IOERR_CORRUPTFS";

  /** A disk with less room than this, in bytes, is why a write failed. */
  private static final long ROOM = 64 * 1024;

  /**
   * What SQLite's failure means.
   *
   * <p>SQLite says "full" where a write found no room, but "I/O error" or "can't open" where a
   * sync, or the growth or creation of a file beside the database did: those are told by the room
   * that is left. A {@link SQLDataException} is a stored value that its reader can't decode.
   */
  static Trouble of(Path file, SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    if (code == FULL_CODE) {
      return FULL;
    }
    if (code == CORRUPT_CODE
        || code == NOTADB
        || failure instanceof SQLDataException
        || String.valueOf(failure.getMessage()).contains(CORRUPTFS)) {
      return CORRUPT;
    }
    return (code == IOERR || code == CANTOPEN) && isFull(file) ? FULL : OTHER;
  }

  /** What a failure to read or write a file means. */
  static Trouble of(Path file, IOException failure) {
    return isFull(file) ? FULL : OTHER;
  }

  private static boolean isFull(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder != null && Files.getFileStore(folder).getUsableSpace() < ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}

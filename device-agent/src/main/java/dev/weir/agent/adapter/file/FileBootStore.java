package dev.weir.agent.adapter.file;

import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootStore;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Boot control's record as a file of two lines: the digest of the second, and the record as JSON.
 * It is written beside its place, synced and moved, so a half-written one is never read as whole.
 */
public final class FileBootStore implements BootStore {
  private static final int MAX = 8 * 1024;

  /** A disk with less room than this can't take the record, in bytes. */
  private static final int ROOM = 64 * 1024;

  private final Path file;
  private final Patience patience;

  /**
   * @param patience where the disk is full: a start that can't be counted must not go on
   */
  public FileBootStore(Path file, Patience patience) {
    this.file = file;
    this.patience = patience;
  }

  @Override
  public Found read() {
    if (!Files.exists(file)) {
      return new Nothing();
    }
    try {
      return parse(SyncedFile.read(file, MAX));
    } catch (TrustFileException | Malformed e) {
      return new Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static Found parse(String text) throws Malformed {
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new Malformed("boot", "must have two lines");
    }
    String json = text.substring(end + 1).strip();
    if (!text.substring(0, end).equals(digest(json))) {
      throw new Malformed("boot", "its first line must be the digest of its second");
    }
    return new Whole(BootRecord.CODEC.fromJson(json));
  }

  private static String digest(String json) {
    return Bytes.ofUtf8(json).digest().hex();
  }

  @Override
  public void replace(BootRecord record) {
    String json = BootRecord.CODEC.toJson(record);
    patience.until(
        () -> {
          SyncedFile.write(file, digest(json) + "\n" + json + "\n");
          return json;
        },
        e -> e instanceof TrustFileException && isFull());
  }

  private boolean isFull() {
    try {
      return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}

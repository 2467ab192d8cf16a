package dev.weir.agent.adapter.file;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootStore;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Boot control's record as a file of two lines: the digest of the second, and the record as JSON.
 * It is written beside its place, synced and moved, so a half-written one is never read as whole.
 */
public final class FileBootStore implements BootStore {
  private static final int MAX = 8 * 1024;

  private final Path file;

  public FileBootStore(Path file) {
    this.file = file;
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
    SyncedFile.write(file, digest(json) + "\n" + json + "\n");
  }
}

package dev.weir.agent.journal;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * How far an action's download is. Kept with every commit, though not with every chunk: after a
 * kill the verified chunks on disk say more, see {@link #resumed}.
 *
 * @param offset verified bytes on disk
 * @param downloaded received for this action, repeated ones included
 * @param resumedAt where the download went on after the last interruption; 0 without one
 */
public record Progress(long offset, long downloaded, long resumedAt) {
  private static final Field<Progress, Long> OFFSET =
      Field.required(1, "offset", Types.COUNT, Progress::offset);
  private static final Field<Progress, Long> DOWNLOADED =
      Field.required(2, "downloaded", Types.COUNT, Progress::downloaded);
  private static final Field<Progress, Long> RESUMED_AT =
      Field.required(3, "resumedAt", Types.COUNT, Progress::resumedAt);

  /** The field table. */
  public static final Table<Progress> TABLE =
      new Table<>(
          "progress",
          List.of(OFFSET, DOWNLOADED, RESUMED_AT),
          row -> new Progress(row.get(OFFSET), row.get(DOWNLOADED), row.get(RESUMED_AT)));

  public static final Progress NONE = new Progress(0, 0, 0);

  /**
   * Goes on with what is on disk. Chunks that were written after the last commit were received too;
   * only an unfinished chunk is not counted.
   */
  public Progress resumed(long onDisk) {
    return new Progress(onDisk, downloaded + Math.max(0, onDisk - offset), onDisk);
  }

  /** Bytes came from the link. */
  public Progress received(int bytes) {
    return new Progress(offset, downloaded + bytes, resumedAt);
  }

  /** A verified chunk was written. */
  public Progress written(long newOffset) {
    return new Progress(newOffset, downloaded, resumedAt);
  }
}

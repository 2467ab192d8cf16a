package dev.weir.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a write-ahead log holds, read without SQLite, which forgets all that comes after a damaged
 * frame and says nothing.
 *
 * <p>A log is a header of 32 bytes and frames of 24 bytes and a page. Each frame carries the log's
 * salt, and a checksum that goes on from the one stored before it; so frames behind a damaged one
 * can be verified too. The last frame of a transaction says that it is the last.
 *
 * <p>A transaction with a damaged frame and no sound one after it was being written when the power
 * failed: nobody was told of it, and it is left out, as SQLite does. One with a sound one after it
 * had been committed: the log is damaged, and only the pages in its damaged frames are lost, unless
 * a later frame has them again.
 */
final class Wal {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int FRAME = FRAME_HEADER + Pages.SIZE;
  private static final int MAGIC_LITTLE_ENDIAN = 0x377f0682;
  private static final int MAGIC_BIG_ENDIAN = 0x377f0683;
  private static final long LOST = -1;

  /** Where the newest version of a page lies in the file, or {@link #LOST}. */
  private final Map<Integer, Long> committed = new HashMap<>();

  /** The same of transactions with a damaged frame, as long as no sound one came after them. */
  private final Map<Integer, Long> doubtful = new HashMap<>();

  private boolean damaged;

  private Wal() {}

  /** Reads a log; where there is none, it holds nothing. */
  static Wal read(Path file) throws IOException {
    Wal wal = new Wal();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > HEADER) {
        wal.readFrames(channel);
      }
    } catch (NoSuchFileException e) {
      return wal;
    }
    return wal;
  }

  private void readFrames(FileChannel channel) throws IOException {
    ByteBuffer header = Pages.read(channel, 0, HEADER);
    ByteOrder order =
        header.getInt(0) == MAGIC_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    damaged = !isSound(header, order);
    long before = header.getLong(24);
    long salt = header.getLong(16);
    Map<Integer, Long> transaction = new HashMap<>();
    boolean whole = true;
    for (long at = HEADER; at + FRAME <= channel.size(); at += FRAME) {
      ByteBuffer frame = Pages.read(channel, at, FRAME);
      if (damaged && at == HEADER) {
        salt = frame.getLong(8);
      }
      boolean ours = frame.getLong(8) == salt;
      long sum = sum(sum(before, frame, 0, 8, order), frame, FRAME_HEADER, FRAME, order);
      before = frame.getLong(16);
      boolean sound = ours && sum == before;
      if (ours) {
        transaction.put(frame.getInt(0), sound ? at + FRAME_HEADER : LOST);
      }
      whole &= sound;
      if (sound && frame.getInt(4) != 0) {
        end(transaction, whole);
        transaction.clear();
        whole = true;
      }
    }
  }

  private void end(Map<Integer, Long> transaction, boolean whole) {
    if (!whole) {
      doubtful.putAll(transaction);
      return;
    }
    damaged |= !doubtful.isEmpty();
    committed.putAll(doubtful);
    doubtful.clear();
    committed.putAll(transaction);
  }

  private static boolean isSound(ByteBuffer header, ByteOrder order) {
    int magic = header.getInt(0);
    return (magic == MAGIC_LITTLE_ENDIAN || magic == MAGIC_BIG_ENDIAN)
        && header.getInt(8) == Pages.SIZE
        && sum(0, header, 0, 24, order) == header.getLong(24);
  }

  /** SQLite's checksum: two words of 32 bits that go on from those of the frame before. */
  private static long sum(long before, ByteBuffer bytes, int from, int to, ByteOrder order) {
    ByteBuffer words = bytes.duplicate().order(order);
    int first = (int) (before >>> 32);
    int second = (int) before;
    for (int at = from; at < to; at += 8) {
      first += words.getInt(at) + second;
      second += words.getInt(at + 4) + first;
    }
    return ((long) first << 32) | (second & 0xffff_ffffL);
  }

  /** Whether something that had been committed is damaged. */
  boolean isDamaged() {
    return damaged;
  }

  /** Whether the newest version of the page is, or was, in this log. */
  boolean has(int page) {
    return committed.containsKey(page);
  }

  /** Where in the log's file the page begins; empty where it was damaged or is not in the log. */
  OptionalLong offset(int page) {
    long at = committed.getOrDefault(page, LOST);
    return at == LOST ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** The highest page number in the log; 0 where it holds none. */
  int highest() {
    return committed.entrySet().stream()
        .filter(entry -> entry.getValue() != LOST)
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(0);
  }
}

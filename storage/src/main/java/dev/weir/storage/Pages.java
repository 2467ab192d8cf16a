package dev.weir.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pages of a database as its file and its write-ahead log have them, numbered from 1. Reads
 * only, one page at a time, and never through SQLite, which would change the files.
 */
final class Pages implements Closeable {
  /** Bytes in a page of every database of ours; set when one is made. */
  static final int SIZE = 4096;

  /** No database of ours comes near 8 GiB; a higher page number is damage. */
  private static final int LIMIT = 2 * 1024 * 1024;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Optional<FileChannel> file;
  private final Optional<FileChannel> log;
  private final Wal wal;
  private final int count;

  private Pages(Optional<FileChannel> file, Optional<FileChannel> log, Wal wal, int count) {
    this.file = file;
    this.log = log;
    this.wal = wal;
    this.count = count;
  }

  /** Either of the two files may be missing. */
  static Pages open(Path file, Path log) throws IOException {
    Wal wal = Wal.read(log);
    long inFile = Files.exists(file) ? Files.size(file) / SIZE : 0;
    int count = (int) Math.min(LIMIT, Math.max(wal.highest(), inFile));
    return new Pages(channel(file), channel(log), wal, count);
  }

  private static Optional<FileChannel> channel(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(FileChannel.open(file, StandardOpenOption.READ))
        : Optional.empty();
  }

  /** How many there are; the highest number. */
  int count() {
    return count;
  }

  boolean isLogDamaged() {
    return wal.isDamaged();
  }

  /** The newest version of a page. */
  ByteBuffer page(int number) throws Damage {
    if (number < 1 || number > count) {
      throw new Damage("no page " + number);
    }
    OptionalLong inLog = wal.offset(number);
    if (wal.has(number) && inLog.isEmpty()) {
      throw new Damage("page " + number + " is damaged in the log");
    }
    Optional<FileChannel> channel = inLog.isPresent() ? log : file;
    if (channel.isEmpty()) {
      throw new Damage("page " + number + " was in a file that is missing");
    }
    try {
      return read(channel.get(), inLog.orElse((number - 1L) * SIZE), SIZE);
    } catch (IOException e) {
      // A bad sector, or a file that ends too early: this page is lost, the others are not.
      throw new Damage("page " + number + " can't be read: " + e.getMessage());
    }
  }

  /** Reads so many bytes; those behind the end of the file are zero. */
  static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(bytes);
    while (into.hasRemaining() && channel.read(into, from + into.position()) > 0) {
      // goes on where the last read ended
    }
    return into.rewind();
  }

  /** The schema version that the header tells; empty where the header is damaged. */
  Optional<Integer> version() {
    return header().map(page -> page.getInt(60));
  }

  private Optional<ByteBuffer> header() {
    try {
      ByteBuffer page = page(1);
      byte[] magic = new byte[MAGIC.length];
      page.get(0, magic);
      return Arrays.equals(magic, MAGIC) && page.getShort(16) == SIZE && page.get(20) == 0
          ? Optional.of(page)
          : Optional.empty();
    } catch (Damage e) {
      return Optional.empty();
    }
  }

  /**
   * The pages that are not in use. They may hold rows that were deleted; so where the list of them
   * is damaged, nothing may be taken from a page that no tree leads to.
   *
   * @param used pages of which a tree says that they are in use
   * @return empty where the list is damaged
   */
  Optional<BitSet> free(BitSet used) {
    return header().flatMap(this::free).filter(free -> !free.intersects(used));
  }

  private Optional<BitSet> free(ByteBuffer header) {
    BitSet free = new BitSet(count);
    // Pages that are not in use may have been cut off.
    int last = Math.min(LIMIT, Math.max(count, header.getInt(28)));
    try {
      for (int trunk = header.getInt(32); trunk != 0; ) {
        ByteBuffer page = page(trunk);
        add(free, trunk, last);
        int leaves = page.getInt(4);
        for (int leaf = 0; leaf < leaves; leaf++) {
          add(free, page.getInt(8 + leaf * Integer.BYTES), last);
        }
        trunk = page.getInt(0);
      }
    } catch (Damage | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
    return free.cardinality() == header.getInt(36) ? Optional.of(free) : Optional.empty();
  }

  private static void add(BitSet free, int number, int last) throws Damage {
    if (number < 2 || number > last || free.get(number)) {
      throw new Damage("no page " + number);
    }
    free.set(number);
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
    if (log.isPresent()) {
      log.get().close();
    }
  }
}

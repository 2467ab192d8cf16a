package dev.weir.agent.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an image is an ELF program that this machine can start: every field is checked that a
 * kernel would look at before it runs the file's own code. Source: System V ABI, chapters 4 and 5;
 * the machines here are all little-endian with 64 bits.
 */
public final class ElfImage {
  static final int HEADER = 64;
  static final int PROGRAM_HEADER = 56;

  /** More segments than any program has; a kernel reads no more than a page of them. */
  static final int MAX_SEGMENTS = 73;

  private static final int LOAD = 1;
  private static final int INTERPRETER = 3;
  private static final int EXECUTABLE = 1;
  private static final int TYPE_EXEC = 2;
  private static final int TYPE_DYN = 3;

  private static final int MAX_PATH = 4096;
  private static final Pattern LOADER = Pattern.compile("/[\\w./+-]*/ld[\\w.-]*\0");

  /** Gives bytes of the image. */
  public interface Source {
    /** Reads up to so many bytes; fewer only where the image ends. */
    byte[] read(long offset, int length) throws IOException;
  }

  private ElfImage() {}

  /** Why this machine can't start the image; empty where nothing speaks against it. */
  public static Optional<String> objection(Source image, long size, Machine machine)
      throws IOException {
    byte[] head = image.read(0, HEADER);
    if (head.length < HEADER) {
      return Optional.of("is shorter than an ELF header");
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    Optional<String> trouble = header(header, machine).or(() -> table(header, size));
    if (trouble.isPresent()) {
      return trouble;
    }
    int count = Short.toUnsignedInt(header.getShort(56));
    byte[] table = image.read(header.getLong(32), count * PROGRAM_HEADER);
    ByteBuffer segments = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    Optional<String> objection = segments(segments, count, header.getLong(24), size);
    return objection.isPresent() ? objection : interpreter(image, segments, count);
  }

  /** A dynamic program names what loads it: that must be a loader, and nothing that reads text. */
  private static Optional<String> interpreter(Source image, ByteBuffer table, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      int at = i * PROGRAM_HEADER;
      if (table.getInt(at) == INTERPRETER) {
        int length = (int) Math.min(MAX_PATH, table.getLong(at + 32));
        byte[] path = image.read(table.getLong(at + 8), length);
        String name = new String(path, StandardCharsets.UTF_8);
        if (!LOADER.matcher(name).matches()) {
          return Optional.of("names an interpreter that is no loader");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> header(ByteBuffer header, Machine machine) {
    if (header.getInt(0) != 0x464c457f) {
      return Optional.of("does not begin with the ELF magic");
    }
    int bits = 32 * header.get(4);
    if (bits != machine.bits()) {
      return Optional.of("has ELF class " + header.get(4) + ", this device needs 2 (64 bits)");
    }
    if (header.get(5) != 1) {
      return Optional.of("has ELF data order " + header.get(5) + ", this device needs 1 (little)");
    }
    if (header.get(6) != 1 || header.getInt(20) != 1) {
      return Optional.of("has an ELF version other than 1");
    }
    int type = Short.toUnsignedInt(header.getShort(16));
    if (type != TYPE_EXEC && type != TYPE_DYN) {
      return Optional.of("has ELF type " + type + ", a program has 2 or 3");
    }
    int number = Short.toUnsignedInt(header.getShort(18));
    if (number != machine.number()) {
      return Optional.of(
          "is built for " + Machine.title(number) + ", this device is " + machine.title());
    }
    return Optional.empty();
  }

  private static Optional<String> table(ByteBuffer header, long size) {
    int headerSize = Short.toUnsignedInt(header.getShort(52));
    if (headerSize != HEADER) {
      return Optional.of("says that its header has " + headerSize + " bytes, it has " + HEADER);
    }
    int entry = Short.toUnsignedInt(header.getShort(54));
    if (entry != PROGRAM_HEADER) {
      return Optional.of("has program headers of " + entry + " bytes, they have " + PROGRAM_HEADER);
    }
    int count = Short.toUnsignedInt(header.getShort(56));
    if (count < 1 || count > MAX_SEGMENTS) {
      return Optional.of("has " + count + " program headers, a program has 1 to " + MAX_SEGMENTS);
    }
    if (!inside(header.getLong(32), (long) count * PROGRAM_HEADER, size)) {
      return Optional.of("has its program headers outside of the file");
    }
    return Optional.empty();
  }

  private static Optional<String> segments(ByteBuffer table, int count, long entry, long size) {
    boolean loads = false;
    boolean enters = false;
    for (int i = 0; i < count; i++) {
      int at = i * PROGRAM_HEADER;
      int type = table.getInt(at);
      int flags = table.getInt(at + 4);
      long offset = table.getLong(at + 8);
      long address = table.getLong(at + 16);
      long inFile = table.getLong(at + 32);
      long inMemory = table.getLong(at + 40);
      if (!inside(offset, inFile, size)) {
        return Optional.of("has segment " + i + " outside of the file");
      }
      if (type == LOAD) {
        if (Long.compareUnsigned(inFile, inMemory) > 0) {
          return Optional.of("has segment " + i + " with less room in memory than in the file");
        }
        loads = true;
        enters |= (flags & EXECUTABLE) != 0 && holds(address, inMemory, entry);
      }
    }
    if (!loads) {
      return Optional.of("has no segment to load");
    }
    return enters ? Optional.empty() : Optional.of("begins outside of its executable segments");
  }

  private static boolean inside(long offset, long length, long size) {
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  private static boolean holds(long address, long length, long entry) {
    return Long.compareUnsigned(entry - address, length) < 0
        && Long.compareUnsigned(entry, address) >= 0;
  }
}

package dev.weir.builder.anatomy;

import dev.weir.builder.anatomy.Executable.Section;
import dev.weir.patcher.layout.Region.Nature;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads ELF files. Source: System V Application Binary Interface, chapters 4 and 5. Little endian,
 * 32 and 64 bits.
 */
final class Elf {
  private static final int HEADER = 64;
  private static final int MAGIC = 0x464c457f;
  private static final int LOAD = 1;
  private static final int NOBITS = 8;
  private static final int EXECUTABLE = 4;
  private static final int ALLOCATED = 2;

  private final ByteBuffer in;
  private final boolean wide;

  private Elf(ByteBuffer in) {
    this.in = in;
    this.wide = in.get(4) == 2;
  }

  /** The parts; empty where the image is no such file. */
  static Optional<Executable> of(byte[] image) {
    ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    return image.length >= HEADER && in.getInt(0) == MAGIC && in.get(5) == 1
        ? Optional.of(new Elf(in).read())
        : Optional.empty();
  }

  private Executable read() {
    return new Executable(machines(), spans(), sections());
  }

  /** By e_machine. What is common to x86 of 32 and 64 bits: calls and jumps. */
  private List<Machine> machines() {
    return switch (in.getShort(18)) {
      case 3 -> List.of(Machine.NONE, Machine.X86_64);
      case 40 -> List.of(Machine.ARM, Machine.THUMB);
      case 62 -> List.of(Machine.X86_64);
      case 183 -> List.of(Machine.AARCH64);
      case 243 -> List.of(Machine.RISCV);
      default -> List.of(Machine.NONE);
    };
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int programs = wide ? number(32) : in.getInt(28);
    int programSize = in.getShort(wide ? 54 : 42);
    for (int i = 0; i < in.getShort(wide ? 56 : 44); i++) {
      int at = programs + i * programSize;
      if (in.getInt(at) == LOAD) {
        int offset = number(wide ? at + 8 : at + 4);
        int address = (int) address(wide ? at + 16 : at + 8);
        int size = number(wide ? at + 32 : at + 16);
        spans.add(new Span(offset, address, size, number(wide ? at + 40 : at + 20)));
      }
    }
    return spans;
  }

  private Map<String, Section> sections() {
    Map<String, Section> found = new TreeMap<>();
    int table = wide ? number(40) : in.getInt(32);
    int entry = in.getShort(wide ? 58 : 46);
    int count = in.getShort(wide ? 60 : 48);
    int strings = table + entry * in.getShort(wide ? 62 : 50);
    if (table == 0 || count == 0) {
      return found;
    }
    int names = number(wide ? strings + 24 : strings + 16);
    for (int i = 1; i < count; i++) {
      int at = table + i * entry;
      int offset = number(wide ? at + 24 : at + 16);
      int size = number(wide ? at + 32 : at + 20);
      if (in.getInt(at + 4) != NOBITS && offset + size <= in.capacity()) {
        String name = name(names + in.getInt(at));
        int address = (int) address(wide ? at + 16 : at + 12);
        nature(name, in.getInt(at + 8))
            .ifPresent(nature -> found.put(name, section(offset, size, nature, address)));
      }
    }
    return found;
  }

  private static Section section(int offset, int size, Nature nature, int address) {
    return new Section(offset, size, nature, nature == Nature.TABLE ? address : 0);
  }

  private Optional<Nature> nature(String name, int flags) {
    if ((flags & EXECUTABLE) != 0) {
      return Optional.of(wide ? Nature.CODE : Nature.CODE_AND_POINTERS);
    }
    return switch (name) {
      case ".eh_frame_hdr" -> Optional.of(Nature.TABLE);
      case ".eh_frame" -> Optional.of(Nature.DISTANCES);
      case ".dynstr", ".gnu.hash", ".hash", ".gnu.version", ".gnu_debuglink", ".shstrtab" ->
          Optional.empty();
      case ".rodata" -> wide ? Optional.empty() : Optional.of(Nature.POINTERS);
      default ->
          (flags & ALLOCATED) != 0
              ? Optional.of(wide ? Nature.LONG_POINTERS : Nature.POINTERS)
              : Optional.empty();
    };
  }

  private String name(int at) {
    int end = at;
    while (in.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - at];
    in.get(at, name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private long address(int at) {
    return wide ? in.getLong(at) : in.getInt(at);
  }

  private int number(int at) {
    long value = wide ? in.getLong(at) : in.getInt(at);
    if (value < 0 || value > Span.MOST) {
      throw new IllegalArgumentException("size or offset " + value + " at " + at);
    }
    return (int) value;
  }
}

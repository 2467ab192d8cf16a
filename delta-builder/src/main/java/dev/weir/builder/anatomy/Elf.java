package dev.weir.builder.anatomy;

import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Region.Nature;
import dev.weir.patcher.layout.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of an ELF file that a delta needs: what is loaded where, and the sections. Source:
 * System V Application Binary Interface, chapters 4 and 5. Little endian, 32 and 64 bits.
 *
 * @param machine e_machine
 * @param wide whether addresses have 64 bits
 * @param spans of the loaded segments, by offset
 * @param sections by name, those with bytes in the file
 */
record Elf(int machine, boolean wide, List<Span> spans, Map<String, Section> sections) {
  static final int ARM = 40;
  static final int X86_64 = 62;
  static final int AARCH64 = 183;
  static final int RISCV = 243;

  private static final int LOAD = 1;
  private static final int NOBITS = 8;
  private static final int EXECUTABLE = 4;
  private static final int ALLOCATED = 2;

  /** A section. */
  record Section(int offset, int size, int address, int flags) {
    boolean isCode() {
      return (flags & EXECUTABLE) != 0;
    }

    boolean isLoaded() {
      return (flags & ALLOCATED) != 0;
    }
  }

  /** The parts; empty where the image is no such file, or a broken one. */
  static Optional<Elf> of(byte[] image) {
    if (image.length < 64
        || image[0] != 0x7f
        || image[1] != 'E'
        || image[2] != 'L'
        || image[3] != 'F'
        || image[5] != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Reader(image).read());
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The regions of this image, as the old one of a pair. */
  List<Region> regions(Elf after) {
    List<Region> found = new ArrayList<>();
    sections.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> e.getValue().offset()))
        .forEach(e -> add(found, e.getKey(), e.getValue(), after));
    return found.size() <= Layout.MOST ? found : found.subList(0, Layout.MOST);
  }

  private void add(List<Region> found, String name, Section section, Elf after) {
    Optional<Nature> nature = nature(name, section);
    int from = found.isEmpty() ? 0 : found.get(found.size() - 1).end();
    if (nature.isEmpty() || section.offset() < from) {
      return;
    }
    int end = section.offset() + section.size();
    found.add(
        new Region(
            section.offset(),
            end,
            nature.get(),
            origin(nature.get(), section),
            origin(nature.get(), after.sections().getOrDefault(name, section))));
  }

  private static int origin(Nature nature, Section section) {
    return nature == Nature.TABLE ? section.address() : 0;
  }

  private Optional<Nature> nature(String name, Section section) {
    if (section.isCode()) {
      return Optional.of(wide ? Nature.CODE : Nature.CODE_AND_POINTERS);
    }
    return switch (name) {
      case ".eh_frame_hdr" -> Optional.of(Nature.TABLE);
      case ".eh_frame" -> Optional.of(Nature.DISTANCES);
      case ".dynstr", ".gnu.hash", ".hash", ".gnu.version", ".gnu_debuglink", ".shstrtab" ->
          Optional.empty();
      case ".rodata" -> wide ? Optional.empty() : Optional.of(Nature.POINTERS);
      default ->
          section.isLoaded()
              ? Optional.of(wide ? Nature.LONG_POINTERS : Nature.POINTERS)
              : Optional.empty();
    };
  }

  private static final class Reader {
    private final ByteBuffer in;
    private final boolean wide;

    Reader(byte[] image) {
      in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
      wide = image[4] == 2;
    }

    Elf read() {
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
      spans.sort(Comparator.comparingInt(Span::offset));
      return new Elf(in.getShort(18), wide, List.copyOf(spans), sections());
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
        if (in.getInt(at + 4) == NOBITS) {
          continue;
        }
        int flags = in.getInt(at + 8);
        int address = (int) address(wide ? at + 16 : at + 12);
        int offset = number(wide ? at + 24 : at + 16);
        int size = number(wide ? at + 32 : at + 20);
        if (offset + size <= in.capacity()) {
          found.put(name(names + in.getInt(at)), new Section(offset, size, address, flags));
        }
      }
      return found;
    }

    private String name(int at) {
      int end = at;
      while (in.get(end) != 0) {
        end++;
      }
      return new String(in.array(), at, end - at, StandardCharsets.US_ASCII);
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
}

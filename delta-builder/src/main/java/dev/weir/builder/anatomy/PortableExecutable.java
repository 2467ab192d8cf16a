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
 * Reads programs of UEFI and Windows. Source: Microsoft PE Format, "MS-DOS Stub", "COFF File
 * Header", "Optional Header", "Section Table" and "The .pdata Section".
 */
final class PortableExecutable {
  private static final int STUB = 64;
  private static final int SIGNATURE = 'P' | ('E' << 8);
  private static final int WIDE = 0x20b;
  private static final int ENTRY = 40;
  private static final int EXECUTABLE = 0x20000000;

  private final ByteBuffer in;
  private final int header;
  private final boolean wide;

  private PortableExecutable(ByteBuffer in, int header) {
    this.in = in;
    this.header = header;
    this.wide = in.getShort(header + 24) == WIDE;
  }

  /** The parts; empty where the image is no such file. */
  static Optional<Executable> of(byte[] image) {
    if (image.length < STUB || image[0] != 'M' || image[1] != 'Z') {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int header = in.getInt(60);
    return in.getInt(header) == SIGNATURE
        ? Optional.of(new PortableExecutable(in, header).read())
        : Optional.empty();
  }

  private Executable read() {
    int base = in.getInt(header + (wide ? 48 : 52));
    List<Span> spans = new ArrayList<>();
    Map<String, Section> sections = new TreeMap<>();
    int from = 0;
    for (int i = 0; i < in.getShort(header + 6); i++) {
      int at = header + 24 + in.getShort(header + 20) + i * ENTRY;
      int size = in.getInt(at + 16);
      int offset = size == 0 ? from : in.getInt(at + 20);
      int memory = Math.max(in.getInt(at + 8), size);
      spans.add(new Span(offset, base + in.getInt(at + 12), size, memory));
      from = offset + size;
      if (size > 0 && from <= in.capacity()) {
        String name = name(at);
        boolean isCode = (in.getInt(at + 36) & EXECUTABLE) != 0;
        nature(name, isCode)
            .ifPresent(nature -> sections.put(name, section(offset, size, nature, base)));
      }
    }
    return new Executable(machines(), spans, sections);
  }

  private static Section section(int offset, int size, Nature nature, int base) {
    return new Section(offset, size, nature, nature == Nature.TABLE ? base : 0);
  }

  private String name(int at) {
    byte[] name = new byte[8];
    in.get(at, name);
    return new String(name, StandardCharsets.US_ASCII).replace("\0", "");
  }

  private List<Machine> machines() {
    return switch (in.getShort(header + 4) & 0xffff) {
      case 0x14c -> List.of(Machine.NONE, Machine.X86_64);
      case 0x8664 -> List.of(Machine.X86_64);
      case 0x1c2, 0x1c4 -> List.of(Machine.THUMB);
      case 0xaa64 -> List.of(Machine.AARCH64);
      case 0x5032, 0x5064 -> List.of(Machine.RISCV);
      default -> List.of(Machine.NONE);
    };
  }

  private Optional<Nature> nature(String name, boolean isCode) {
    if (isCode) {
      return Optional.of(wide ? Nature.CODE : Nature.CODE_AND_POINTERS);
    }
    return switch (name) {
      case ".pdata", ".xdata", ".edata", ".idata" -> Optional.of(Nature.TABLE);
      case ".reloc", ".rsrc" -> Optional.empty();
      default -> Optional.of(wide ? Nature.LONG_POINTERS : Nature.POINTERS);
    };
  }
}

package dev.weir.builder.anatomy;

import dev.weir.builder.anatomy.Executable.Section;
import dev.weir.patcher.layout.Layout;
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
 * Reads Mach-O files of 64 bits, little endian. Source: Apple, Mac OS X ABI Mach-O File Format
 * Reference, "Header Structure and Load Commands" and "Segment Load Command and Associated Data
 * Structures".
 */
final class MachO {
  private static final int MAGIC = 0xfeedfacf;
  private static final int HEADER = 32;
  private static final int SEGMENT = 0x19;
  private static final int SEGMENT_HEADER = 72;
  private static final int ENTRY = 80;
  private static final int INSTRUCTIONS = 0x80000400;
  private static final int TYPE = 0xff;

  private final ByteBuffer in;
  private final List<Span> spans = new ArrayList<>();
  private final Map<String, Section> sections = new TreeMap<>();

  private MachO(ByteBuffer in) {
    this.in = in;
  }

  /** The parts; empty where the image is no such file. */
  static Optional<Executable> of(byte[] image) {
    ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    return image.length >= HEADER && in.getInt(0) == MAGIC
        ? Optional.of(new MachO(in).read())
        : Optional.empty();
  }

  private Executable read() {
    int at = HEADER;
    for (int i = 0; i < in.getInt(16); i++) {
      if (in.getInt(at) == SEGMENT && in.getLong(at + 48) > 0) {
        segment(at);
      }
      at += Math.max(8, in.getInt(at + 4));
    }
    return new Executable(machines(), spans, sections);
  }

  private List<Machine> machines() {
    return switch (in.getInt(4)) {
      case 0x01000007 -> List.of(Machine.X86_64);
      case 0x0100000c -> List.of(Machine.AARCH64);
      default -> List.of(Machine.NONE);
    };
  }

  private void segment(int at) {
    if (spans.size() == Layout.MOST) {
      throw new IllegalArgumentException("more than " + Layout.MOST + " segments");
    }
    int size = number(at + 48);
    int address = in.getInt(at + 24);
    spans.add(new Span(number(at + 40), address, size, Math.max(size, number(at + 32))));
    int origin = spans.get(0).address();
    for (int i = 0; i < in.getInt(at + 64); i++) {
      section(at + SEGMENT_HEADER + i * ENTRY, origin);
    }
  }

  private void section(int at, int origin) {
    int offset = in.getInt(at + 48);
    int size = number(at + 40);
    if (offset <= 0 || size > in.capacity() - offset) {
      return;
    }
    byte[] bytes = new byte[32];
    in.get(at, bytes);
    String name = new String(bytes, StandardCharsets.US_ASCII).replace("\0", "");
    nature(name, in.getInt(at + 64))
        .ifPresent(
            nature ->
                sections.put(
                    name, new Section(offset, size, nature, nature == Nature.TABLE ? origin : 0)));
  }

  /** By section type: zeros (1) and literals (2 to 4, 14) hold no addresses. */
  private static Optional<Nature> nature(String name, int flags) {
    if ((flags & INSTRUCTIONS) != 0) {
      return Optional.of(Nature.CODE);
    }
    return switch (name) {
      case "__unwind_info__TEXT" -> Optional.of(Nature.TABLE);
      case "__eh_frame__TEXT" -> Optional.of(Nature.DISTANCES);
      default ->
          switch (flags & TYPE) {
            case 1, 2, 3, 4, 14 -> Optional.empty();
            default -> Optional.of(Nature.LONG_POINTERS);
          };
    };
  }

  private int number(int at) {
    long value = in.getLong(at);
    if (value < 0 || value > Span.MOST) {
      throw new IllegalArgumentException("size or offset " + value + " at " + at);
    }
    return (int) value;
  }
}

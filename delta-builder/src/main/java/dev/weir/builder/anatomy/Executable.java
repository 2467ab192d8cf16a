package dev.weir.builder.anatomy;

import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Region.Nature;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an executable file that a delta needs, as its headers tell them.
 *
 * @param machines what its instructions may be, one of them
 * @param spans of what is loaded, by offset
 * @param sections by name, those whose words may refer to addresses
 */
record Executable(List<Machine> machines, List<Span> spans, Map<String, Section> sections) {
  /**
   * A section.
   *
   * @param origin what its distances are counted from, for {@link Nature#TABLE}; else 0
   */
  record Section(int offset, int size, Nature nature, int origin) {
    int end() {
      return offset + size;
    }
  }

  Executable {
    spans = spans.stream().sorted(Comparator.comparingInt(Span::offset)).toList();
  }

  /** The parts; empty where the image is no such file, or a broken one. */
  static Optional<Executable> of(byte[] image) {
    try {
      return Elf.of(image)
          .or(() -> PortableExecutable.of(image))
          .or(() -> MachO.of(image))
          .filter(found -> !found.spans().isEmpty() && found.spans().size() <= Layout.MOST);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The regions of this image, as the old one of a pair. */
  List<Region> regions(Executable after) {
    List<Region> found = new ArrayList<>();
    int from = 0;
    List<Map.Entry<String, Section>> byOffset =
        sections.entrySet().stream()
            .sorted(Comparator.comparingInt(e -> e.getValue().offset()))
            .toList();
    for (Map.Entry<String, Section> each : byOffset) {
      Section section = each.getValue();
      if (section.offset() >= from && found.size() < Layout.MOST) {
        int origin = after.sections().getOrDefault(each.getKey(), section).origin();
        from = section.end();
        found.add(new Region(section.offset(), from, section.nature(), section.origin(), origin));
      }
    }
    return found;
  }
}

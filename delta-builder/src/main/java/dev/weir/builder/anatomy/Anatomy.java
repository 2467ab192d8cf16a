package dev.weir.builder.anatomy;

import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Region.Nature;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.machine.Code;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.machine.Reference;
import dev.weir.patcher.model.Addresses;
import java.util.List;
import java.util.Optional;

/**
 * What a pair of images consists of: told by their headers where they are ELF files, else found by
 * trying which instruction set and load address predict the changed words best.
 */
public final class Anatomy {
  /** A guess that explains fewer words is none. */
  private static final int LEAST_GAIN = 16;

  private final Layout layout;
  private final List<Region> newRegions;

  private Anatomy(Layout layout, List<Region> newRegions) {
    this.layout = layout;
    this.newRegions = newRegions;
  }

  /** Looks at a pair, by covers that were found without knowing what it is. */
  public static Anatomy of(byte[] old, byte[] image, Covers covers) {
    Optional<Elf> before = Elf.of(old);
    Optional<Elf> after = Elf.of(image);
    if (before.isPresent()
        && after.isPresent()
        && before.get().machine() == after.get().machine()
        && !before.get().spans().isEmpty()) {
      return executable(old, image, covers, before.get(), after.get());
    }
    return raw(old, image, covers);
  }

  private static Anatomy executable(
      byte[] old, byte[] image, Covers covers, Elf before, Elf after) {
    List<Machine> candidates =
        switch (before.machine()) {
          case Elf.AARCH64 -> List.of(Machine.AARCH64);
          case Elf.X86_64 -> List.of(Machine.X86_64);
          case Elf.RISCV -> List.of(Machine.RISCV);
          case Elf.ARM -> List.of(Machine.ARM, Machine.THUMB);
          default -> List.of(Machine.NONE);
        };
    List<Region> regions = before.regions(after);
    Anatomy best = new Anatomy(Layout.PLAIN, List.of());
    long most = Long.MIN_VALUE;
    for (Machine machine : candidates) {
      Layout layout = new Layout(machine, before.spans(), after.spans(), regions);
      long gain = candidates.size() == 1 ? 0 : References.gain(old, image, covers, layout);
      if (gain > most) {
        most = gain;
        best = new Anatomy(layout, after.regions(after));
      }
    }
    return best;
  }

  private static Anatomy raw(byte[] old, byte[] image, Covers covers) {
    List<Span> spans = LoadAddress.spans(old, image, covers);
    Anatomy best = new Anatomy(Layout.PLAIN, List.of());
    long most = LEAST_GAIN;
    for (Machine machine : Machine.values()) {
      Anatomy tried = whole(machine, spans, old.length, image.length);
      long gain = References.gain(old, image, covers, tried.layout);
      if (gain > most) {
        most = gain;
        best = tried;
      }
    }
    return best;
  }

  /** An image that is code from end to end; with pointers where its address is known. */
  private static Anatomy whole(Machine machine, List<Span> spans, int oldBytes, int newBytes) {
    boolean located = !spans.isEmpty();
    List<Span> before = located ? spans : List.of(new Span(0, 0, oldBytes, oldBytes));
    Span last = before.get(before.size() - 1);
    int grown = Math.max(0, newBytes - last.offset());
    Span end = new Span(last.offset(), last.address(), grown, grown);
    List<Span> after =
        java.util.stream.Stream.concat(
                before.subList(0, before.size() - 1).stream(), java.util.stream.Stream.of(end))
            .toList();
    Nature nature = located ? Nature.CODE_AND_POINTERS : Nature.CODE;
    return new Anatomy(
        new Layout(machine, before, after, List.of(new Region(0, oldBytes, nature, 0, 0))),
        List.of(new Region(0, newBytes, nature, 0, 0)));
  }

  /** For the delta. */
  public Layout layout() {
    return layout;
  }

  /** Whether nothing is known that could predict a word. */
  public boolean isPlain() {
    return layout.regions().isEmpty();
  }

  /** The old image with each reference as it would be were it at address 0 of the new image. */
  public byte[] oldForm(byte[] old, Covers covers) {
    return form(old, layout, new Addresses(layout, new CoverMap(covers)), true);
  }

  /** The new image with each reference as it would be at address 0. */
  public byte[] newForm(byte[] image) {
    Layout own = layout.reversed(newRegions);
    return form(image, own, new Addresses(own, new CoverMap(new Covers(0))), false);
  }

  private static byte[] form(byte[] image, Layout layout, Addresses addresses, boolean moves) {
    byte[] form = image.clone();
    Bytes bytes = Bytes.of(image);
    Reference found = new Reference();
    Code code = layout.machine().code();
    for (int at = 0; at + 4 <= image.length; ) {
      if (addresses.find(bytes, at, found)) {
        int target = moves ? addresses.moved(found.target()) : found.target();
        int word = canonical(code, bytes.word(at), found, target);
        for (int i = 0; i < 4; i++) {
          form[at + i] = (byte) (word >>> (8 * i));
        }
        at += 4;
      } else {
        at += code.alignment();
      }
    }
    return form;
  }

  private static int canonical(Code code, int word, Reference found, int target) {
    return switch (found.kind()) {
      case NONE -> word;
      case POINTER, DISTANCE -> target;
      case CALL, JUMP, UPPER, LOWER, ACCESS -> code.moved(word, found, found.anchor(), target);
    };
  }
}

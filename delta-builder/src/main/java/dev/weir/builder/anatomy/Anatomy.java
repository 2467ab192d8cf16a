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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pair of images consists of: told by their headers where they are executable files, else
 * found by trying which instruction set and load address predict the changed words best.
 */
public final class Anatomy {
  /** A guess that explains fewer words is none. */
  private static final int LEAST_GAIN = 16 * References.EXPLAINED;

  private final Layout layout;
  private final List<Region> newRegions;

  private Anatomy(Layout layout, List<Region> newRegions) {
    this.layout = layout;
    this.newRegions = newRegions;
  }

  /** Looks at a pair, by covers that were found without knowing what it is. */
  public static Anatomy of(byte[] old, byte[] image, Covers covers) {
    Optional<Executable> before = Executable.of(old);
    Optional<Executable> after = Executable.of(image);
    if (before.isPresent()
        && after.isPresent()
        && before.get().machines().equals(after.get().machines())) {
      return executable(old, image, covers, before.get(), after.get());
    }
    return raw(old, image, covers);
  }

  private static Anatomy executable(
      byte[] old, byte[] image, Covers covers, Executable before, Executable after) {
    List<Region> regions = before.regions(after);
    Anatomy best = new Anatomy(Layout.PLAIN, List.of());
    long most = Long.MIN_VALUE;
    for (Machine machine : before.machines()) {
      Layout layout = new Layout(machine, before.spans(), after.spans(), regions);
      long gain = before.machines().size() == 1 ? 0 : References.gain(old, image, covers, layout);
      if (gain > most) {
        most = gain;
        best = new Anatomy(layout, after.regions(after));
      }
    }
    return best;
  }

  /**
   * Tries each machine with pointers, where they speak for load addresses, and as code that refers
   * to itself alone: addresses that are wrong spoil more than they explain.
   */
  private static Anatomy raw(byte[] old, byte[] image, Covers covers) {
    List<Span> located = LoadAddress.spans(old, image, covers);
    Anatomy best = new Anatomy(Layout.PLAIN, List.of());
    long most = LEAST_GAIN;
    for (Machine machine : Machine.values()) {
      List<Anatomy> candidates = new ArrayList<>();
      candidates.add(whole(machine, List.of(), Nature.CODE, old.length, image.length));
      if (!located.isEmpty()) {
        candidates.add(whole(machine, located, Nature.CODE_AND_POINTERS, old.length, image.length));
      }
      for (Anatomy tried : candidates) {
        long gain = References.gain(old, image, covers, tried.layout);
        if (gain > most) {
          most = gain;
          best = tried;
        }
      }
    }
    return best;
  }

  /** An image that is of one nature from end to end; at address 0 where no spans are given. */
  private static Anatomy whole(
      Machine machine, List<Span> spans, Nature nature, int oldBytes, int newBytes) {
    List<Span> before = spans.isEmpty() ? List.of(new Span(0, 0, oldBytes, oldBytes)) : spans;
    Span last = before.get(before.size() - 1);
    int grown = Math.max(0, newBytes - last.offset());
    List<Span> after = new ArrayList<>(before.subList(0, before.size() - 1));
    after.add(new Span(last.offset(), last.address(), grown, grown));
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

package dev.weir.patcher.model;

import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.machine.Code;
import dev.weir.patcher.machine.Machine;
import dev.weir.patcher.machine.Reference;
import dev.weir.patcher.machine.Reference.Kind;
import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Predicts words that refer to addresses: finds the reference in the old image, asks where its
 * target went, and writes the word that refers to it from its new place. The cover map plays the
 * part of the symbol tables that Google's Courgette and Zucchini match; it costs no bytes of its
 * own.
 */
public final class Addresses {
  /** Of pointers and distances, at least: they begin at multiples of it. */
  private static final int WORD = 4;

  /** Distances of less are more likely plain numbers. */
  private static final int LEAST_DISTANCE = 4096;

  private final Layout layout;
  private final CoverMap covers;
  private final Code code;

  /** Pointers to Thumb code have the lowest bit set. */
  private final int thumbBit;

  /** No word begins where one of these bits of an offset is set. */
  private final int between;

  private final Corrections corrections = new Corrections();

  /** Where {@link #region} and {@link #addressShift} hold. */
  private int from;

  private int end;

  /** What words there may be; none where they are no words. */
  private Optional<Region> region = Optional.empty();

  /** Address less offset. */
  private int addressShift;

  /** Predicts for one pair of images. */
  public Addresses(Layout layout, CoverMap covers) {
    this.layout = layout;
    this.covers = covers;
    this.code = layout.machine().code();
    this.between = Math.min(WORD, code.alignment()) - 1;
    this.thumbBit = layout.machine() == Machine.THUMB ? 1 : 0;
  }

  /** Visits what was learned; layout and covers are for the caller. */
  void state(State state) throws IOException {
    corrections.state(state);
  }

  /** Finds what the word at an offset of the old image refers to. */
  public boolean find(Bytes old, int offset, Reference found) {
    if ((offset & between) != 0) {
      return found.isNone();
    }
    Optional<Region> held = regionAt(offset);
    return held.isPresent() ? find(old, offset, held.get(), found) : found.isNone();
  }

  /**
   * How far it is to the next word that refers to something.
   *
   * @param most farther is not looked
   */
  int distance(Bytes old, int offset, int most, Reference found) {
    int at = 0;
    while (at < most && !find(old, offset + at, found)) {
      at = region.isPresent() ? ((offset + at) | between) + 1 - offset : end - offset;
    }
    return Math.min(at, most);
  }

  /**
   * The word when it is at an offset of the new image.
   *
   * @param oldOffset where the reference was found
   */
  public int predicted(int word, Reference reference, int oldOffset, int newOffset) {
    int target = moved(reference.target());
    return written(word, reference, oldOffset, newOffset, target);
  }

  /** The word when it is at an offset of the new image and refers to {@code target}. */
  int written(int word, Reference reference, int oldOffset, int newOffset, int target) {
    return switch (reference.kind()) {
      case NONE -> word;
      case POINTER -> target | (word & thumbBit);
      case DISTANCE -> target - origin(oldOffset, newOffset);
      case CALL, JUMP, UPPER, LOWER, ACCESS ->
          code.moved(word, reference, Layout.address(layout.newSpans(), newOffset), target);
    };
  }

  /** Learns from the word that really came, where it says the whole target. */
  void learn(Bytes made, Reference reference, int oldOffset, int newOffset, Reference scratch) {
    if (reference.kind() == Kind.UPPER) {
      return;
    }
    Optional<Region> held = regionAt(oldOffset);
    int address = Layout.address(layout.newSpans(), newOffset);
    if (held.isPresent()
        && reads(made, newOffset, address, held.get(), scratch)
        && scratch.kind() == reference.kind()) {
      corrections.learn(reference.target(), scratch.target());
    }
  }

  /** Reads the new word without asking whether it points into the image. */
  private boolean reads(Bytes made, int offset, int address, Region region, Reference found) {
    int word = made.word(offset);
    return switch (region.nature()) {
      case CODE -> code.find(made, offset, address, found);
      case CODE_AND_POINTERS ->
          code.find(made, offset, address, found) || found.is(Kind.POINTER, word & ~thumbBit);
      case POINTERS, LONG_POINTERS -> found.is(Kind.POINTER, word & ~thumbBit);
      case DISTANCES -> found.is(Kind.DISTANCE, address + word);
      case TABLE -> found.is(Kind.DISTANCE, region.newOrigin() + word);
    };
  }

  private boolean find(Bytes old, int offset, Region region, Reference found) {
    int address = offset + addressShift;
    return switch (region.nature()) {
      case CODE -> isInstruction(old, offset, address, found);
      case CODE_AND_POINTERS ->
          isInstruction(old, offset, address, found) || isPointer(old, offset, 4, found);
      case POINTERS -> isPointer(old, offset, 4, found);
      case LONG_POINTERS -> isPointer(old, offset, 8, found);
      case DISTANCES -> isDistance(old, offset, address, found);
      case TABLE -> isDistance(old, offset, region.oldOrigin(), found);
    };
  }

  private boolean isInstruction(Bytes old, int offset, int address, Reference found) {
    return offset % code.alignment() == 0
        && code.find(old, offset, address, found)
        && (isInside(found.target()) || found.isNone());
  }

  private boolean isPointer(Bytes old, int offset, int size, Reference found) {
    if (offset % size != 0) {
      return found.isNone();
    }
    int target = old.word(offset) & ~thumbBit;
    return isInside(target) ? found.is(Kind.POINTER, target) : found.isNone();
  }

  private boolean isDistance(Bytes old, int offset, int origin, Reference found) {
    int distance = old.word(offset);
    if (offset % 4 != 0 || (origin != 0 && Math.abs((long) distance) < LEAST_DISTANCE)) {
      return found.isNone();
    }
    return isInside(origin + distance)
        ? found.is(Kind.DISTANCE, origin + distance)
        : found.isNone();
  }

  private int origin(int oldOffset, int newOffset) {
    Optional<Region> held = regionAt(oldOffset);
    return held.isPresent() && held.get().nature() == Region.Nature.TABLE
        ? held.get().newOrigin()
        : Layout.address(layout.newSpans(), newOffset);
  }

  private boolean isInside(int address) {
    return Layout.holding(layout.oldSpans(), address) >= 0;
  }

  /** Where a target went. */
  public int moved(int oldTarget) {
    if (corrections.knows(oldTarget)) {
      return corrections.of(oldTarget);
    }
    List<Span> spans = layout.oldSpans();
    int number = Layout.holding(spans, oldTarget);
    if (number < 0) {
      return oldTarget;
    }
    Span span = spans.get(number);
    int into = oldTarget - span.address();
    if (into >= span.size() && number < layout.newSpans().size()) {
      Span now = layout.newSpans().get(number);
      return now.address() + now.size() + into - span.size();
    }
    return Layout.address(layout.newSpans(), covers.moved(span.offset() + into));
  }

  /** What words at an offset may be. */
  private Optional<Region> regionAt(int offset) {
    if (offset < from || offset >= end) {
      look(offset);
    }
    return region;
  }

  private void look(int offset) {
    List<Region> regions = layout.regions();
    int low = 0;
    int high = regions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (regions.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    from = low == 0 ? 0 : regions.get(low - 1).end();
    end = low == regions.size() ? Integer.MAX_VALUE : regions.get(low).start();
    region = Optional.empty();
    if (offset >= end) {
      from = end;
      end = regions.get(low).end();
      region = Optional.of(regions.get(low));
    }
    cutToSpan(offset);
  }

  private void cutToSpan(int offset) {
    addressShift = Layout.address(layout.oldSpans(), offset) - offset;
    for (Span span : layout.oldSpans()) {
      if (span.offset() <= offset) {
        from = Math.max(from, span.offset());
      } else {
        end = Math.min(end, span.offset());
      }
    }
  }
}

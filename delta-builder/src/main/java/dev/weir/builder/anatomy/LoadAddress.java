package dev.weir.builder.anatomy;

import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds where parts of a raw image are loaded to. A word that changed by as much as some cover
 * moved its bytes may be a pointer into that cover: then the image is loaded to one of as many
 * addresses as the cover is long. The address that lies in most of these ranges is taken; what it
 * leaves unexplained is asked again.
 */
final class LoadAddress {
  private static final int WORD = 4;
  private static final int MOST_WORDS = 20_000;
  private static final int MOST_SPANS = 4;
  private static final int LEAST_VOTES = 24;

  /** Words below are more likely numbers. */
  private static final long LEAST_ADDRESS = 0x1000;

  private final long oldBytes;
  private final Covers covers;

  /** Covers by how far they moved their bytes: {@code shift << 32 | cover}. */
  private final long[] byShift;

  private List<Changed> words;

  /** A word, unsigned, and what was added to it. */
  private record Changed(long before, int change) {}

  private record Loaded(long address, long from, long to) {}

  private LoadAddress(byte[] old, byte[] image, Covers covers) {
    this.oldBytes = old.length;
    this.covers = covers;
    this.byShift = new long[covers.count()];
    for (int i = 0; i < byShift.length; i++) {
      byShift[i] = (long) shift(i) << 32 | i;
    }
    Arrays.sort(byShift);
    this.words = changed(Bytes.of(old), Bytes.of(image));
  }

  /** Spans of the old image, by offset, none over another; none where nothing speaks for them. */
  static List<Span> spans(byte[] old, byte[] image, Covers covers) {
    return new LoadAddress(old, image, covers).spans();
  }

  private int shift(int cover) {
    return covers.newStart(cover) - covers.oldStart(cover);
  }

  /** Words that became others, each once. */
  private List<Changed> changed(Bytes old, Bytes image) {
    TreeSet<Changed> found =
        new TreeSet<>(Comparator.comparingLong(Changed::before).thenComparingInt(Changed::change));
    for (int cover = 0; cover < covers.count(); cover++) {
      int shift = shift(cover);
      if (shift % WORD != 0) {
        continue;
      }
      int from = (covers.oldStart(cover) + WORD - 1) & -WORD;
      for (int at = from; at + WORD <= covers.oldEnd(cover); at += WORD) {
        long before = Integer.toUnsignedLong(old.word(at));
        int change = image.word(at + shift) - (int) before;
        if (change != 0 && Math.abs((long) change) < oldBytes && before > LEAST_ADDRESS) {
          found.add(new Changed(before, change));
        }
      }
    }
    int stride = found.size() / MOST_WORDS + 1;
    List<Changed> kept = new ArrayList<>();
    int i = 0;
    for (Changed word : found) {
      if (i++ % stride == 0) {
        kept.add(word);
      }
    }
    return kept;
  }

  private List<Span> spans() {
    List<Loaded> found = new ArrayList<>();
    for (int i = 0; i < MOST_SPANS; i++) {
      long address = best();
      List<Changed> speakers = words.stream().filter(word -> speaks(word, address)).toList();
      if (speakers.size() < LEAST_VOTES) {
        break;
      }
      long first = speakers.get(0).before() - address;
      long last = speakers.get(speakers.size() - 1).before() - address;
      if (found.stream().noneMatch(other -> first <= other.to() && other.from() <= last)) {
        found.add(new Loaded(address, first, last));
      }
      words =
          words.stream()
              .filter(word -> word.before() < address || word.before() >= address + oldBytes)
              .toList();
    }
    return cut(found);
  }

  /** The roundest address of those that lie in most ranges. */
  private long best() {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (Changed word : words) {
      for (int i = firstOf(word.change()); isOf(i, word.change()); i++) {
        int cover = (int) byShift[i];
        starts.add(word.before() - covers.oldEnd(cover) + 1);
        ends.add(word.before() - covers.oldStart(cover) + 1);
      }
    }
    starts.sort(Comparator.naturalOrder());
    ends.sort(Comparator.naturalOrder());
    long from = 0;
    long to = 0;
    int most = 0;
    int ended = 0;
    for (int begun = 0; begun < starts.size(); begun++) {
      while (ends.get(ended) <= starts.get(begun)) {
        ended++;
      }
      if (begun + 1 - ended > most) {
        most = begun + 1 - ended;
        from = starts.get(begun);
        to = ends.get(ended) - 1;
      }
    }
    return roundest(from, to);
  }

  private static long roundest(long from, long to) {
    long mask = -1;
    while ((to & mask << 1) >= from && mask != Long.MIN_VALUE) {
      mask <<= 1;
    }
    return to & mask;
  }

  private int firstOf(int shift) {
    int at = Arrays.binarySearch(byShift, (long) shift << 32);
    return at < 0 ? -at - 1 : at;
  }

  private boolean isOf(int place, int shift) {
    return place < byShift.length && byShift[place] >> 32 == shift;
  }

  private boolean speaks(Changed word, long address) {
    for (int i = firstOf(word.change()); isOf(i, word.change()); i++) {
      int cover = (int) byShift[i];
      long offset = word.before() - address;
      if (covers.oldStart(cover) <= offset && offset < covers.oldEnd(cover)) {
        return true;
      }
    }
    return false;
  }

  /** Parts meet in the middle between what they explain; the outer ones reach to the ends. */
  private List<Span> cut(List<Loaded> found) {
    found.sort(Comparator.comparingLong(Loaded::from));
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < found.size(); i++) {
      boolean last = i == found.size() - 1;
      long middle =
          last ? oldBytes : (found.get(i).to() + found.get(i + 1).from()) / 2 / WORD * WORD;
      int size = (int) middle - from;
      spans.add(new Span(from, (int) found.get(i).address() + from, size, size));
      from = (int) middle;
    }
    return spans;
  }
}

package dev.weir.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Damages the bytes of a database, and remembers which pages it touched. */
final class Harm {
  private static final int PAGE = 4096;

  final byte[] before;
  byte[] bytes;
  final Set<Integer> pages = new TreeSet<>();

  Harm(byte[] bytes) {
    this.before = bytes;
    this.bytes = bytes.clone();
  }

  int count() {
    return before.length / PAGE;
  }

  /** One damage of a kind that chance chooses; gives its name. */
  String any(Random random) {
    int page = 1 + random.nextInt(bytes.length / PAGE);
    switch (random.nextInt(bytes.length < before.length ? 5 : 6)) {
      case 0 -> {
        flip(page, 1 + random.nextInt(8), random);
        return "flip bytes of page " + page;
      }
      case 1 -> {
        flipHeader(page, random);
        return "flip a byte at the head of page " + page;
      }
      case 2 -> {
        zero(page);
        return "zero page " + page;
      }
      case 3 -> {
        garbage(page, random);
        return "garbage in page " + page;
      }
      case 4 -> {
        int from = 1 + random.nextInt(count());
        System.arraycopy(before, (from - 1) * PAGE, bytes, (page - 1) * PAGE, PAGE);
        pages.add(page);
        return "page " + from + " written to " + page;
      }
      default -> {
        int length = PAGE + random.nextInt(before.length - PAGE);
        truncate(length);
        return "truncate to " + length;
      }
    }
  }

  void flip(int page, int times, Random random) {
    for (int i = 0; i < times; i++) {
      bytes[(page - 1) * PAGE + random.nextInt(PAGE)] ^= (byte) (1 + random.nextInt(255));
    }
    pages.add(page);
  }

  private void flipHeader(int page, Random random) {
    bytes[(page - 1) * PAGE + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
    pages.add(page);
  }

  void zero(int page) {
    Arrays.fill(bytes, (page - 1) * PAGE, page * PAGE, (byte) 0);
    pages.add(page);
  }

  void garbage(int page, Random random) {
    byte[] garbage = new byte[PAGE];
    random.nextBytes(garbage);
    System.arraycopy(garbage, 0, bytes, (page - 1) * PAGE, PAGE);
    pages.add(page);
  }

  void truncate(int length) {
    bytes = Arrays.copyOf(bytes, length);
    for (int page = length / PAGE + 1; page <= count(); page++) {
      pages.add(page);
    }
  }

  private int kind(int page) {
    return before[(page - 1) * PAGE + (page == 1 ? 100 : 0)];
  }

  /** Pages that lead to others; page 1 leads to all, but what it says is known without it. */
  Set<Integer> inner() {
    Set<Integer> inner = new HashSet<>();
    for (int page = 2; page <= count(); page++) {
      if (kind(page) == 2 || kind(page) == 5) {
        inner.add(page);
      }
    }
    return inner;
  }

  private int number(int at) {
    return ByteBuffer.wrap(before).getInt(at);
  }

  /** Pages that say which pages are not in use. */
  Set<Integer> trunks() {
    Set<Integer> trunks = new HashSet<>(Set.of(1));
    for (int page = number(32); page != 0; page = number((page - 1) * PAGE)) {
      trunks.add(page);
    }
    return trunks;
  }

  /** The pages that those name, and those themselves. */
  Set<Integer> free() {
    Set<Integer> free = new TreeSet<>(trunks());
    free.remove(1);
    for (int trunk : List.copyOf(free)) {
      int at = (trunk - 1) * PAGE;
      for (int leaf = 0; leaf < number(at + 4); leaf++) {
        free.add(number(at + 8 + 4 * leaf));
      }
    }
    return free;
  }

  /** Lets the list of free pages name as many pages that are in use instead. */
  void swapFree() {
    Set<Integer> free = free();
    int used = 3;
    for (int trunk : trunks()) {
      if (trunk == 1) {
        continue;
      }
      int at = (trunk - 1) * PAGE;
      for (int leaf = 0; leaf < number(at + 4); leaf++) {
        while (free.contains(used)) {
          used++;
        }
        ByteBuffer.wrap(bytes).putInt(at + 8 + 4 * leaf, used++);
      }
      pages.add(trunk);
    }
  }

  /** Where a lost inner page goes with a damaged list of free pages, what is under it is lost. */
  boolean losesItsWay() {
    return touches(inner()) && touches(trunks());
  }

  private boolean touches(Set<Integer> some) {
    return some.stream().anyMatch(pages::contains);
  }

  /** The pages that hold parts of rows, by the tags of the rows. */
  Map<String, Set<Integer>> places(Iterable<String> tags) {
    String text = new String(before, StandardCharsets.ISO_8859_1);
    Map<String, Set<Integer>> places = new HashMap<>();
    Map<String, String> known = new HashMap<>();
    for (String tag : tags) {
      known.put(tag, tag);
    }
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      int end = text.indexOf('>', at);
      String tag = end < 0 || end - at > 60 ? "" : text.substring(at + 1, end);
      if (known.containsKey(tag)) {
        Set<Integer> on = places.computeIfAbsent(tag, t -> new TreeSet<>());
        on.add(at / PAGE + 1);
        on.add(end / PAGE + 1);
      }
    }
    return places;
  }

  /** Whether a page is the rest of a long row. */
  private boolean isRest(int page) {
    return page > 1 && kind(page) == 0;
  }

  /** Whether the undamaged pages hold the whole row. */
  boolean spares(Set<Integer> places) {
    boolean isLong = places.stream().anyMatch(this::isRest);
    return places.stream().noneMatch(pages::contains)
        && !(isLong && pages.stream().anyMatch(this::isRest));
  }
}

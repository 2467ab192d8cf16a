package dev.weir.global.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a corrupt store.
 *
 * @param kept name of the corrupt file, which is kept beside the new one; empty: there was none,
 *     though there had been one
 * @param mayBeOlder rows may be older than what was committed last
 * @param lost how much is lost of each table that is not whole, for people
 */
public record Salvaged(String kept, boolean mayBeOlder, SortedMap<String, String> lost) {
  public static final String COUNTS = "counts";
  public static final String RELEASES = "release";
  public static final String RESIDENCY = "residency";

  public Salvaged {
    lost = new TreeMap<>(lost);
  }

  /** A store that is not there any more, with all that was in it. */
  public static Salvaged gone() {
    SortedMap<String, String> all = new TreeMap<>();
    for (String table : List.of(COUNTS, RELEASES, RESIDENCY)) {
      all.put(table, "whole");
    }
    return new Salvaged("", true, all);
  }

  /** Whether some of a table is lost. */
  public boolean isLost(String table) {
    return lost.containsKey(table);
  }

  /** One line for people. */
  public String summary() {
    if (kept.isEmpty()) {
      return "the database was missing in a folder that was in use; all of it is lost";
    }
    String tables =
        lost.entrySet().stream()
            .map(table -> table.getKey() + " " + table.getValue())
            .collect(Collectors.joining(", "));
    return "the database was corrupt and is kept as "
        + kept
        + (mayBeOlder ? "; the newest changes may be lost" : "")
        + (tables.isEmpty() ? "; no row is known to be lost" : "; lost: " + tables);
  }
}

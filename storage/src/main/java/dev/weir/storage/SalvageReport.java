package dev.weir.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a corrupt database.
 *
 * @param kept the corrupt file, as it was; its log lies beside it under the same name with {@code
 *     -wal}
 * @param logDamaged whether committed transactions were damaged in the write-ahead log, so that
 *     some rows may be older than what was last committed
 * @param tables each table that the program knows
 */
public record SalvageReport(Path kept, boolean logDamaged, List<SavedTable> tables) {
  public SalvageReport {
    tables = List.copyOf(tables);
  }

  /**
   * What became of one table.
   *
   * @param saved rows that are in the new database
   * @param lostRows rows that were seen, but could not be read, did not pass the check, or were
   *     there twice
   * @param lostPages pages that could not be read; nobody knows how many rows were on them
   */
  public record SavedTable(String name, long saved, long lostRows, long lostPages) {}

  /** Whether nothing that was committed is known to be missing. */
  public boolean isWhole() {
    return !logDamaged && tables.stream().allMatch(t -> t.lostRows() == 0 && t.lostPages() == 0);
  }

  /** One line for people. */
  public String summary() {
    String each =
        tables.stream()
            .map(
                t ->
                    t.name()
                        + ": "
                        + t.saved()
                        + " rows saved, "
                        + t.lostRows()
                        + " rows and "
                        + t.lostPages()
                        + " pages lost")
            .collect(Collectors.joining("; "));
    return "the corrupt database is kept as "
        + kept
        + (logDamaged ? ", its write-ahead log was damaged too; " : "; ")
        + each;
  }
}

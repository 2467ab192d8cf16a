package dev.weir.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new database from what can be read of a corrupt one, and keeps the corrupt one aside as
 * it was. Reads page by page and holds few rows in memory.
 *
 * <p>The rows come from the trees of the tables; then, if an inner page was lost, from pages that
 * no tree leads to any more. Such a page does not say whose it is: a row of it goes to the one
 * table that it fits and whose check accepts it.
 */
final class Salvage {
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

  /** One table on its way from the old database to the new one. */
  private static final class Progress {
    final Table table;
    final Copy copy;
    long lostRows;
    long lostPages;

    Progress(Sqlite into, Table table) {
      this.table = table;
      this.copy = new Copy(into, table);
    }

    SalvageReport.SavedTable result() {
      return new SalvageReport.SavedTable(
          table.name(), copy.saved(), lostRows + copy.refused(), lostPages);
    }
  }

  private final Pages pages;
  private final Sqlite into;
  private final RowCheck check;
  private final BitSet reached = new BitSet();

  private Salvage(Pages pages, Sqlite into, RowCheck check) {
    this.pages = pages;
    this.into = into;
    this.check = check;
  }

  /**
   * Salvages a database that nobody has open.
   *
   * @param now names the file that is kept
   * @throws StorageException where a newer program wrote it, or the disk failed or has no room; the
   *     corrupt database is in its place then, and the next start begins again
   */
  static void run(Path file, List<String> migrations, RowCheck check, Instant now) {
    Aside aside = new Aside(file);
    try {
      aside.discardSalvaging();
      String stamp = aside.free(now);
      SalvageReport report;
      try {
        report = rebuild(file, migrations, check, aside, stamp);
        aside.complete(stamp);
      } catch (StorageException | IOException e) {
        // Half a salvage is worth nothing, and takes the room that may be missing.
        aside.discardSalvaging();
        throw e;
      }
      aside.putInPlace();
      LOG.warn("{} was corrupt: {}", file, report.summary());
    } catch (IOException e) {
      throw new StorageException(file, e);
    }
  }

  private static SalvageReport rebuild(
      Path file, List<String> migrations, RowCheck check, Aside aside, String stamp)
      throws IOException {
    try (Pages pages = Pages.open(file, aside.log())) {
      List<String> reached = reached(file, pages, migrations);
      try (Sqlite into = Sqlite.openForSalvage(aside.salvaging(), reached)) {
        List<SalvageReport.SavedTable> tables = new Salvage(pages, into, check).copy();
        SalvageReport report = new SalvageReport(aside.kept(stamp), pages.isLogDamaged(), tables);
        into.finishSalvage(report);
        return report;
      }
    }
  }

  /** The migrations that the old database had seen; all where it does not say. */
  private static List<String> reached(Path file, Pages pages, List<String> migrations) {
    int version = pages.version().orElse(0);
    if (version > migrations.size()) {
      throw Sqlite.newer(file, version, migrations);
    }
    return version <= 0 ? migrations : migrations.subList(0, version);
  }

  private List<SalvageReport.SavedTable> copy() {
    List<Progress> all = new ArrayList<>();
    for (Table table : into.read(Tables::of)) {
      all.add(new Progress(into, table));
    }
    Map<String, Integer> roots = roots();
    for (Progress progress : all) {
      tree(progress, Optional.ofNullable(roots.remove(progress.table.name())));
    }
    for (int root : roots.values()) {
      // An index: visited only so that none of its pages is taken for a stray one.
      walk(root, hasRowIds(root), row -> {});
    }
    pages.free(reached).ifPresent(free -> strays(all, free));
    for (Progress progress : all) {
      progress.copy.flush();
    }
    return all.stream().map(Progress::result).toList();
  }

  /** Where the trees of the old database begin, by the names of its tables and indexes. */
  private Map<String, Integer> roots() {
    Map<String, Integer> roots = new LinkedHashMap<>();
    walk(
        1,
        true,
        row -> {
          Tables.Root root = Tables.Root.ofSchema(row);
          roots.putIfAbsent(root.name(), root.page());
        });
    walk(
        Tables.ROOTS_PAGE,
        true,
        row -> {
          Tables.Root root = Tables.Root.ofRoots(row);
          roots.putIfAbsent(root.name(), root.page());
        });
    return roots;
  }

  private boolean hasRowIds(int root) {
    try {
      return TreePage.read(pages, root).hasRowIds();
    } catch (Damage e) {
      return false;
    }
  }

  private Walk walk(int root, boolean rowIds, Walk.Taker taker) {
    Walk walk = new Walk(pages, rowIds, taker);
    walk.from(root);
    reached.or(walk.reached());
    return walk;
  }

  private void tree(Progress progress, Optional<Integer> root) {
    if (root.isEmpty()) {
      progress.lostPages++;
      return;
    }
    Table table = progress.table;
    Walk walk =
        walk(root.get(), table.rowIds(), row -> progress.copy.add(accepted(table, table.row(row))));
    progress.lostRows += walk.lostRows();
    progress.lostPages += walk.lostPages();
  }

  private Row accepted(Table table, Row row) throws Damage {
    if (!accepts(table, row)) {
      throw new Damage("refused by its check");
    }
    return row;
  }

  private boolean accepts(Table table, Row row) {
    try {
      return check.accepts(table.name(), row);
    } catch (Exception e) {
      // Bytes that are not a row of the store may make its decoder fail in any way.
      return false;
    }
  }

  private void strays(List<Progress> all, BitSet free) {
    for (int number = 2; number <= pages.count(); number++) {
      if (!reached.get(number) && !free.get(number)) {
        stray(all, number);
      }
    }
  }

  private void stray(List<Progress> all, int number) {
    try {
      TreePage page = TreePage.read(pages, number);
      for (int cell = 0; page.hasRows() && cell < page.cells(); cell++) {
        adopt(all, page, cell);
      }
    } catch (Damage e) {
      // A page of something else: the rest of a long row, for one.
    }
  }

  private void adopt(List<Progress> all, TreePage page, int cell) {
    Map<Progress, Row> fitting = new HashMap<>();
    for (Progress progress : all) {
      row(progress.table, page, cell).ifPresent(row -> fitting.put(progress, row));
    }
    if (fitting.size() == 1) {
      fitting.forEach((progress, row) -> progress.copy.add(row));
    }
  }

  private Optional<Row> row(Table table, TreePage page, int cell) {
    try {
      return page.hasRowIds() == table.rowIds()
          ? Optional.of(accepted(table, table.row(page.row(cell, pages))))
          : Optional.empty();
    } catch (Damage e) {
      return Optional.empty();
    }
  }
}

package dev.weir.storage;

import java.util.BitSet;

/**
 * One way through a tree, past what is damaged: a page that can't be read costs what is under it, a
 * cell that can't be read costs its row, and all else goes on.
 */
final class Walk {
  /** SQLite's own limit for the height of a tree. */
  private static final int HEIGHT = 20;

  /** What takes the rows. */
  interface Taker {
    void take(TreePage.Stored row) throws Damage;
  }

  private final Pages pages;
  private final boolean rowIds;
  private final Taker taker;
  private final BitSet reached = new BitSet();
  private long lostRows;
  private long lostPages;

  /**
   * Begins nowhere yet.
   *
   * @param rowIds whether the tree is that of a table with row ids; pages of the other kind are
   *     damage
   */
  Walk(Pages pages, boolean rowIds, Taker taker) {
    this.pages = pages;
    this.rowIds = rowIds;
    this.taker = taker;
  }

  /** Visits the page and all under it. */
  void from(int root) {
    visit(root, 0);
  }

  private void visit(int number, int depth) {
    try {
      TreePage page = enter(number, depth);
      for (int cell = 0; cell < page.cells(); cell++) {
        if (page.isInner()) {
          descend(page, cell, depth);
        }
        if (page.hasRows()) {
          row(page, cell);
        }
      }
      if (page.isInner()) {
        descend(page, page.cells(), depth);
      }
    } catch (Damage e) {
      lostPages++;
    }
  }

  private TreePage enter(int number, int depth) throws Damage {
    TreePage page = TreePage.read(pages, number);
    if (page.hasRowIds() != rowIds || depth > HEIGHT || reached.get(number)) {
      throw new Damage("a page that does not belong here");
    }
    reached.set(number);
    return page;
  }

  private void descend(TreePage page, int cell, int depth) {
    try {
      visit(page.child(cell), depth + 1);
    } catch (Damage e) {
      lostPages++;
    }
  }

  private void row(TreePage page, int cell) {
    try {
      TreePage.Stored row = page.row(cell, pages);
      taker.take(row);
      row.rest().forEach(reached::set);
    } catch (Damage e) {
      lostRows++;
    }
  }

  /** The pages that were visited, and those of their rows. */
  BitSet reached() {
    return reached;
  }

  /** Cells that could not be read, or whose rows were refused. */
  long lostRows() {
    return lostRows;
  }

  /** Pages that could not be read; nobody knows how many rows were on them and under them. */
  long lostPages() {
    return lostPages;
  }
}

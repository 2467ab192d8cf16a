package dev.weir.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a tree as SQLite's file format has it: a header, pointers to cells in the order of
 * their keys, and the cells. A table's rows are in the leaves of its tree; those of a table without
 * a row id, like the entries of an index, are in the inner pages too.
 */
final class TreePage {
  /** Bytes in the longest row that is read; more is damage. */
  static final int ROW_LIMIT = 4 * 1024 * 1024;

  private static final int INDEX_INNER = 2;
  private static final int TABLE_INNER = 5;
  private static final int INDEX_LEAF = 10;
  private static final int TABLE_LEAF = 13;

  /** Bytes of the database's header before the tree's on page 1. */
  private static final int FIRST = 100;

  private final ByteBuffer page;
  private final int kind;
  private final int cells;
  private final int header;
  private final int content;

  private TreePage(ByteBuffer page, int header) throws Damage {
    this.page = page;
    this.header = header;
    this.kind = page.get(header);
    this.cells = unsigned(header + 3);
    this.content = unsigned(header + 5);
    if (kind != INDEX_INNER && kind != TABLE_INNER && kind != INDEX_LEAF && kind != TABLE_LEAF) {
      throw new Damage("no page of a tree");
    }
    if (pointers() + 2 * cells > content || content > Pages.SIZE) {
      throw new Damage("cells where there is no room for them");
    }
  }

  static TreePage read(Pages pages, int number) throws Damage {
    return new TreePage(pages.page(number), number == 1 ? FIRST : 0);
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(page.getShort(at));
  }

  private int pointers() {
    return header + (isInner() ? 12 : 8);
  }

  boolean isInner() {
    return kind == INDEX_INNER || kind == TABLE_INNER;
  }

  /** Whether the tree is that of a table with row ids. */
  boolean hasRowIds() {
    return kind == TABLE_LEAF || kind == TABLE_INNER;
  }

  boolean hasRows() {
    return kind != TABLE_INNER;
  }

  int cells() {
    return cells;
  }

  /**
   * The page to the left of an inner page's cell; behind the last cell, that to the right of all.
   */
  int child(int cell) throws Damage {
    return page.getInt(cell == cells ? header + 8 : start(cell));
  }

  private int start(int cell) throws Damage {
    int at = unsigned(pointers() + 2 * cell);
    if (at < content || at > Pages.SIZE - Integer.BYTES) {
      throw new Damage("a pointer to no cell");
    }
    return at;
  }

  /**
   * A row as it is stored.
   *
   * @param rowId 0 for a table that has none
   * @param rest the other pages that it is on
   */
  record Stored(long rowId, ByteBuffer record, List<Integer> rest) {}

  /** Reads the row of a cell, with what of it lies on other pages. */
  Stored row(int cell, Pages pages) throws Damage {
    ByteBuffer at = page.duplicate().position(start(cell) + (isInner() ? Integer.BYTES : 0));
    long length = Varint.read(at);
    long rowId = hasRowIds() ? Varint.read(at) : 0;
    if (length < 1 || length > Math.min(ROW_LIMIT, (long) pages.count() * Pages.SIZE)) {
      throw new Damage("a row of " + length + " bytes");
    }
    List<Integer> rest = new ArrayList<>();
    return new Stored(rowId, record(at, (int) length, pages, rest), rest);
  }

  private ByteBuffer record(ByteBuffer at, int length, Pages pages, List<Integer> rest)
      throws Damage {
    int local = local(length);
    int more = local < length ? Integer.BYTES : 0;
    if (at.remaining() < local + more) {
      throw new Damage("a row that ends behind its page");
    }
    ByteBuffer record = ByteBuffer.allocate(length);
    int next = more == 0 ? 0 : at.getInt(at.position() + local);
    record.put(at.limit(at.position() + local));
    while (record.hasRemaining()) {
      ByteBuffer overflow = pages.page(next);
      rest.add(next);
      next = overflow.getInt(0);
      overflow.position(Integer.BYTES);
      record.put(overflow.limit(Math.min(Pages.SIZE, Integer.BYTES + record.remaining())));
    }
    if (next != 0) {
      throw new Damage("a row that goes on behind its end");
    }
    return record.flip();
  }

  /** How many bytes of a row are on this page; the formula of the file format, section 1.6. */
  private int local(int length) {
    int most = hasRowIds() ? Pages.SIZE - 35 : (Pages.SIZE - 12) * 64 / 255 - 23;
    if (length <= most) {
      return length;
    }
    int least = (Pages.SIZE - 12) * 32 / 255 - 23;
    int fitting = least + (length - least) % (Pages.SIZE - 4);
    return fitting <= most ? fitting : least;
  }
}

package dev.weir.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of aligned columns, two blanks apart. Where the last column is text that would pass the
 * width, it goes on below itself, so that a table reads well in a terminal and in a log.
 */
public final class TextTable {
  /** Characters in a line. */
  public static final int WIDTH = 100;

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, boolean right) {}

  /**
   * A table with these titles.
   *
   * @param titles with {@code >} before those of columns that are aligned to the right
   */
  public TextTable(String... titles) {
    columns =
        List.of(titles).stream()
            .map(
                title ->
                    title.startsWith(">")
                        ? new Column(title.substring(1), true)
                        : new Column(title, false))
            .toList();
  }

  /** Adds a row, a cell for each column; an empty cell is shown as a dash. */
  public TextTable row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns and " + cells.length + " cells");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString().isEmpty() ? "-" : Printable.of(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lines, each ended. */
  public String render() {
    int last = columns.size() - 1;
    int[] widths = widths();
    int before = 0;
    for (int i = 0; i < last; i++) {
      before += widths[i] + GAP.length();
    }
    StringBuilder out = new StringBuilder();
    line(out, columns.stream().map(Column::title).toList(), widths);
    for (List<String> row : rows) {
      List<String> pieces = Wrapping.wrap(row.get(last), Math.max(WIDTH - before, 20));
      List<String> first = new ArrayList<>(row);
      first.set(last, pieces.get(0));
      line(out, first, widths);
      for (String piece : pieces.subList(1, pieces.size())) {
        out.append(" ".repeat(before)).append(piece).append('\n');
      }
    }
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int at = i;
      widths[i] =
          Math.max(
              columns.get(i).title().length(),
              rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return widths;
  }

  private void line(StringBuilder out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      boolean last = i == cells.size() - 1;
      int width = last && !columns.get(i).right() ? 0 : widths[i];
      String blanks = " ".repeat(Math.max(width - cells.get(i).length(), 0));
      line.append(columns.get(i).right() ? blanks + cells.get(i) : cells.get(i) + blanks)
          .append(last ? "" : GAP);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}

package dev.weir.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as the migrations make it.
 *
 * @param rowIds false for a table WITHOUT ROWID
 * @param columns as they were declared
 */
record Table(String name, boolean rowIds, List<Column> columns) {
  /**
   * @param type as declared
   * @param key its place in the primary key, from 1; 0 outside
   */
  record Column(String name, String type, boolean required, int key) {
    /** Whether the value is of the class that this column's values are stored as. */
    boolean fits(@Nullable Object value) {
      if (value == null) {
        return !required;
      }
      return switch (type.toUpperCase(Locale.ROOT)) {
        case "INTEGER" -> value instanceof Long;
        case "TEXT" -> value instanceof String;
        case "BLOB" -> value instanceof byte[];
        case "REAL" -> value instanceof Double || value instanceof Long;
        default -> true;
      };
    }
  }

  /**
   * Names the values of a stored row.
   *
   * @throws Damage where they are too many or not of the columns' types
   */
  Row row(TreePage.Stored stored) throws Damage {
    List<@Nullable Object> values = Records.values(stored.record());
    List<Column> order = stored();
    if (values.size() > order.size()) {
      throw new Damage("more values than " + name + " has columns");
    }
    List<String> names = new ArrayList<>();
    boolean named = false;
    for (int i = 0; i < values.size(); i++) {
      Column column = order.get(i);
      if (isRowId(column)) {
        // The number is kept in the tree and not in the row.
        values.set(i, stored.rowId());
        named = true;
      }
      if (!column.fits(values.get(i))) {
        throw new Damage("no value for " + name + "." + column.name());
      }
      names.add(column.name());
    }
    if (rowIds && !named) {
      names.add("rowid");
      values.add(stored.rowId());
    }
    return new Row(names, values);
  }

  /** Without row ids the key's columns come first. */
  private List<Column> stored() {
    if (rowIds) {
      return columns;
    }
    return Stream.concat(
            columns.stream().filter(c -> c.key() > 0).sorted(Comparator.comparing(Column::key)),
            columns.stream().filter(c -> c.key() == 0))
        .toList();
  }

  private boolean isRowId(Column column) {
    return rowIds
        && column.key() == 1
        && column.type().equalsIgnoreCase("INTEGER")
        && columns.stream().filter(c -> c.key() > 0).count() == 1;
  }
}

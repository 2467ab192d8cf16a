package dev.weir.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that was read from a damaged file, by the names of its columns. */
public final class Row {
  private final List<String> columns;
  private final List<@Nullable Object> values;

  Row(List<String> columns, List<@Nullable Object> values) {
    this.columns = columns;
    this.values = values;
  }

  public long integer(String column) {
    return (Long) value(column);
  }

  public String text(String column) {
    return (String) value(column);
  }

  public byte[] blob(String column) {
    return (byte[]) value(column);
  }

  private Object value(String column) {
    Object value = columns.contains(column) ? values.get(columns.indexOf(column)) : null;
    if (value == null) {
      throw new IllegalArgumentException("the row has no " + column);
    }
    return value;
  }

  /** The names of the values that it has; an old row ends before the columns added since. */
  List<String> columns() {
    return columns;
  }

  List<@Nullable Object> values() {
    return values;
  }

  /** About how many bytes it takes in memory. */
  int size() {
    int size = 0;
    for (Object value : values) {
      size += 32;
      if (value instanceof byte[] bytes) {
        size += bytes.length;
      } else if (value instanceof String text) {
        size += 2 * text.length();
      }
    }
    return size;
  }
}

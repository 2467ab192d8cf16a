package dev.weir.cli.text;

import java.util.HashSet;
import java.util.Set;

/** What became of a screen, for logs and pipes: lines that are new, and rows that went. */
public final class Changes {
  private Changes() {}

  /**
   * The lines of {@code after} that {@code before} does not have, then what went; empty where
   * nothing did. Columns that became wider change nothing.
   */
  public static String between(String before, String after) {
    Set<String> old = new HashSet<>();
    before.lines().map(Changes::squeezed).forEach(old::add);
    Set<String> rows = new HashSet<>();
    after.lines().map(Changes::firstWord).forEach(rows::add);
    StringBuilder out = new StringBuilder();
    after
        .lines()
        .filter(line -> !old.contains(squeezed(line)))
        .forEach(line -> out.append(line).append('\n'));
    before
        .lines()
        .filter(line -> !line.isBlank() && !rows.contains(firstWord(line)))
        .forEach(line -> out.append("gone: ").append(line.strip()).append('\n'));
    return out.toString();
  }

  private static String squeezed(String line) {
    return line.strip().replaceAll(" {2,}", "  ");
  }

  /** What names a row; the same for all lines that go on below one. */
  private static String firstWord(String line) {
    return line.split(" ", 2)[0];
  }
}

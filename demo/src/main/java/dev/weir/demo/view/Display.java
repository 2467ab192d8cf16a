package dev.weir.demo.view;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines with the time since the start; nothing that only a terminal can show. */
public final class Display {
  private final PrintStream out;
  private final Instant start = Instant.now();

  public Display(PrintStream out) {
    this.out = out;
  }

  public synchronized void say(String text) {
    long tenths = Duration.between(start, Instant.now()).toMillis() / 100;
    out.println(String.format(Locale.ROOT, "%5.1fs  %s", tenths / 10.0, text));
    out.flush();
  }

  public synchronized void chapter(String title) {
    out.println();
    out.println("== " + title);
    out.flush();
  }

  /** Says that somebody may type. */
  public synchronized void prompt() {
    out.print("demo> ");
    out.flush();
  }

  /** Text that is laid out already, such as a command's output. */
  public synchronized void block(String text) {
    text.lines().forEach(line -> out.println("        " + line));
    out.flush();
  }

  /** Rows under a head, columns as wide as they need. */
  public void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (widths.size() == i) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(
            String.format(Locale.ROOT, "%-" + Math.max(1, widths.get(i)) + "s  ", row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    block(text.toString());
  }

  /** Bytes for people: decimal units, as links are sold. */
  public static String bytes(long count) {
    if (count < 10_000) {
      return count + " B";
    }
    if (count < 10_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", count / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f MB", count / 1e6);
  }
}

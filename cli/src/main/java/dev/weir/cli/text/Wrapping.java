package dev.weir.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a certain width, broken at blanks; a longer word stays whole. */
final class Wrapping {
  private Wrapping() {}

  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

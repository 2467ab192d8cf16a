package dev.weir.cli.text;

import java.util.List;

/** Named values below each other; a value without text is left out. */
final class Sheet {
  private static final int NAMES = 14;

  private final StringBuilder out = new StringBuilder();

  void line(String name, Object value) {
    if (value.toString().isEmpty()) {
      return;
    }
    List<String> pieces = Wrapping.wrap(Printable.of(value.toString()), TextTable.WIDTH - NAMES);
    out.append(name).append(" ".repeat(NAMES - name.length())).append(pieces.get(0)).append('\n');
    for (String piece : pieces.subList(1, pieces.size())) {
      out.append(" ".repeat(NAMES)).append(piece).append('\n');
    }
  }

  String text() {
    return out.toString();
  }
}

package dev.weir.region.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final Path SOURCE = Path.of("src/main/java/dev/weir/region/device/Stage.java");

  @Test
  void theTableInTheClassCommentIsWhatTheCodeDoes() throws IOException {
    String comment =
        Files.readAllLines(SOURCE).stream()
            .dropWhile(line -> !line.contains("<pre>"))
            .skip(1)
            .takeWhile(line -> !line.contains("</pre>"))
            .map(line -> line.replaceFirst("^ \\* ?", "").stripTrailing())
            .collect(Collectors.joining("\n"));
    assertThat(comment).isEqualTo(table());
  }

  private static String table() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("stage"));
    Arrays.stream(StageEvent.values()).map(Enum::name).forEach(head::add);
    rows.add(head);
    for (Stage stage : Stage.values()) {
      List<String> row = new ArrayList<>(List.of(stage.name()));
      for (StageEvent event : StageEvent.values()) {
        Stage next = stage.after(event);
        row.add(next == stage ? "" : next.name());
      }
      rows.add(row);
    }
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < head.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        cells.add(String.format(Locale.ROOT, "%-" + widths.get(column) + "s", row.get(column)));
      }
      lines.add(String.join(" | ", cells).stripTrailing());
      if (lines.size() == 1) {
        lines.add(
            widths.stream().map(width -> "-".repeat(width)).collect(Collectors.joining("-+-")));
      }
    }
    return String.join("\n", lines);
  }

  @Test
  void onlyWhatMayStillBeStoppedIsTakenBack() {
    for (Stage stage : Stage.values()) {
      assertThat(stage.after(StageEvent.RECALLED) == Stage.WITHDRAWN)
          .as(stage.name())
          .isEqualTo(stage.mayBeRecalled() || stage == Stage.WITHDRAWN);
    }
  }
}

package dev.weir.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WantedStateTest {
  private static String row(WantedState wanted) {
    return " * "
        + padded(wanted.name(), 7)
        + Arrays.stream(RolloutState.values())
            .map(state -> " | " + padded(cell(wanted.from(state)), state.name().length()))
            .collect(Collectors.joining());
  }

  private static String cell(WantedState.Step step) {
    return switch (step) {
      case NOTHING -> "-";
      case REFUSED -> "NO";
      case PAUSE, RESUME, ABORT -> step.name();
    };
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  @Test
  void theTableInTheCommentIsWhatTheCodeDoes() throws IOException {
    String head =
        " * "
            + " ".repeat(7)
            + Arrays.stream(RolloutState.values())
                .map(state -> " | " + state.name())
                .collect(Collectors.joining());
    String table =
        head
            + "\n"
            + Arrays.stream(WantedState.values())
                .map(WantedStateTest::row)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("src/main/java/dev/weir/cli/file/WantedState.java")))
        .contains(table);
  }
}

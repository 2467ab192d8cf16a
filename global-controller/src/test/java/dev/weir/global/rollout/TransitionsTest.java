package dev.weir.global.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final int FIRST = 9;

  private static String table() {
    StringBuilder table = new StringBuilder(" * " + " ".repeat(FIRST));
    for (RolloutEvent event : RolloutEvent.values()) {
      table.append(" | ").append(padded(event.name(), width(event)));
    }
    for (RolloutState state : RolloutState.values()) {
      table.append("\n * ").append(padded(state.name(), FIRST));
      for (RolloutEvent event : RolloutEvent.values()) {
        table.append(" | ").append(padded(cell(state, event), width(event)));
      }
    }
    return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static int width(RolloutEvent event) {
    return Stream.concat(
            Stream.of(event.name()),
            Arrays.stream(RolloutState.values()).map(state -> cell(state, event)))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String cell(RolloutState state, RolloutEvent event) {
    return Transitions.next(state, event).map(RolloutState::name).orElse("-");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  @Test
  void theTableInTheCommentIsWhatTheCodeDoes() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/dev/weir/global/rollout/Transitions.java"));
    assertThat(source).contains(table());
  }

  @Test
  void nothingLeavesAborted() {
    for (RolloutEvent event : RolloutEvent.values()) {
      assertThat(Transitions.next(RolloutState.ABORTED, event).orElse(RolloutState.ABORTED))
          .isEqualTo(RolloutState.ABORTED);
    }
  }
}

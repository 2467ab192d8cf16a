package dev.weir.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.UpdatePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UpdateMachineTest {
  private static final Pattern ROW = Pattern.compile(" \\* ([A-Z]+) +([A-Z]+) +([A-Z]+)");

  private static List<String> table() {
    List<String> rows = new ArrayList<>();
    for (Step step : Step.values()) {
      for (UpdateEvent event : UpdateEvent.values()) {
        UpdateMachine.next(step, event).ifPresent(to -> rows.add(step + " " + event + " " + to));
      }
    }
    return rows;
  }

  @Test
  void theTableInTheCommentIsTheMachine() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/dev/weir/agent/update/UpdateMachine.java"));
    List<String> commented = new ArrayList<>();
    Matcher row = ROW.matcher(source);
    while (row.find()) {
      commented.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
    }
    assertThat(commented).containsExactlyInAnyOrderElementsOf(table());
  }

  @Test
  void nothingFollowsAnActionThatIsOver() {
    for (Step step : Step.values()) {
      boolean moves = table().stream().anyMatch(row -> row.startsWith(step + " "));
      assertThat(moves).as(step.name()).isEqualTo(!step.isFinal());
    }
  }

  @Test
  void onceInstallingNothingDropsAnActionAndOnceSwitchedNothingFailsIt() {
    for (Step step : Step.values()) {
      assertThat(UpdateMachine.next(step, UpdateEvent.DROPPED).isPresent())
          .isEqualTo(step.isBeforeInstall());
    }
    for (Step step : List.of(Step.TRIAL, Step.KEEPING, Step.RETURNING)) {
      assertThat(UpdateMachine.next(step, UpdateEvent.FAULT)).isEmpty();
    }
  }

  @Test
  void nothingIsCommittedWithoutAKeptSlotOrAnImageThatRunsAlready() {
    for (String row : table()) {
      if (row.endsWith(" COMMITTED")) {
        assertThat(row).containsAnyOf(" KEPT ", " PRESENT ");
      }
      if (row.endsWith(" KEEPING") && !row.startsWith("KEEPING ")) {
        assertThat(row).isEqualTo("TRIAL HEALTHY KEEPING");
      }
    }
  }

  @Test
  void everyPhaseHasAStepThatIsReported() {
    List<UpdatePhase> reported = new ArrayList<>();
    for (Step step : Step.values()) {
      if (step.isReported()) {
        reported.add(step.phase().orElseThrow());
      }
    }
    assertThat(reported).containsExactly(UpdatePhase.values());
    assertThat(Step.DROPPED.phase()).isEqualTo(Optional.empty());
  }
}

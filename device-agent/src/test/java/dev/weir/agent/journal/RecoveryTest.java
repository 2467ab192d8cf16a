package dev.weir.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.boot.TrialFate;
import dev.weir.agent.update.Step;
import dev.weir.agent.update.UpdateEvent;
import dev.weir.agent.update.UpdateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  @Test
  void theTableInTheCommentIsTheSwitch() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/weir/agent/journal/Recovery.java"));
    List<List<String>> commented = new ArrayList<>();
    source
        .lines()
        .filter(line -> line.matches(" \\* [A-Z]+ +\\|.*"))
        .forEach(
            line ->
                commented.add(
                    Arrays.stream(line.substring(3).split("\\|")).map(String::strip).toList()));
    List<List<String>> table = new ArrayList<>();
    for (Step step : Step.values()) {
      List<String> row = new ArrayList<>(List.of(step.name()));
      for (TrialFate fate : TrialFate.values()) {
        row.add(Recovery.after(step, fate).map(Enum::name).orElse("work"));
      }
      table.add(row);
    }
    assertThat(commented).isEqualTo(table);
  }

  @Test
  void whatIsHeardAfterARestartMeansSomethingToTheMachine() {
    for (Step step : Step.values()) {
      for (TrialFate fate : TrialFate.values()) {
        Optional<UpdateEvent> event = Recovery.after(step, fate);
        event.ifPresent(
            heard -> assertThat(UpdateMachine.next(step, heard)).as(step + " " + fate).isPresent());
      }
    }
  }
}

package dev.weir.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.demo.play.Cast;
import dev.weir.demo.view.Display;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final FakeStage stage = new FakeStage();

  /** Remembers what was done; one device is stopped already. */
  private static final class FakeStage implements Stage {
    final List<String> done = new ArrayList<>();

    @Override
    public void cut(String region) {
      done.add("cut " + region);
    }

    @Override
    public void join(String region) {
      done.add("join " + region);
    }

    @Override
    public boolean stop(String process) {
      done.add("stop " + process);
      return !process.equals("device-north-2");
    }

    @Override
    public boolean start(String process) {
      done.add("start " + process);
      return true;
    }

    @Override
    public void weir(List<String> words) {
      done.add("weir " + words);
    }
  }

  private String type(String lines) throws IOException {
    Cast cast = new Cast(List.of("north"), List.of("north-1", "north-2"));
    Display display = new Display(new PrintStream(shown, true, StandardCharsets.UTF_8));
    new Prompt(new BufferedReader(new StringReader(lines)), display, cast, stage, "the help").run();
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsTypedIsDoneUntilSomebodyQuits() throws IOException {
    String shown =
        type(
            "cut north\nstop north-1\nstop north-2\nstart north-2\nweir get devices\njoin north\nquit\ncut north\n");
    assertThat(stage.done)
        .containsExactly(
            "cut north",
            "stop device-north-1",
            "stop device-north-2",
            "start device-north-2",
            "weir [get, devices]",
            "join north");
    assertThat(shown)
        .contains("the help", "device-north-1 is stopped", "device-north-2 was stopped");
  }

  @Test
  void theEndOfTheInputEndsItAsWell() throws IOException {
    assertThat(type("burn\n")).contains("there is no \"burn\" here");
    assertThat(stage.done).isEmpty();
  }
}

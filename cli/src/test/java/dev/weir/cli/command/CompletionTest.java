package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the shells themselves, where they are installed. */
class CompletionTest extends CliFixture {
  private String shell(String shell, String script) throws IOException, InterruptedException {
    Path program =
        List.of("/usr/bin/", "/bin/").stream()
            .map(folder -> Path.of(folder + shell))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("none"));
    assumeTrue(Files.isExecutable(program), shell + " is not installed");
    Path file = Files.writeString(temp.resolve("script"), script);
    Path output = temp.resolve("output");
    Process process =
        new ProcessBuilder(program.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "'weir roll', rollout",
    "'weir rollout st', start status",
    "'weir rollout status --wa', --watch",
    "'weir get de', devices",
    "'weir completion z', zsh",
    "'weir device unp', unpin",
  })
  void bashCompletesCommandsAndOptions(String line, String completions)
      throws IOException, InterruptedException {
    assertThat(run("completion", "bash")).isZero();
    String words = String.join(" ", List.of(line.split(" ")));
    String script =
        printed()
            // What readline alone can do: to choose how the words are shown.
            + "\ncompopt() { :; }\nCOMP_WORDS=("
            + words
            + ")\nCOMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\nCOMP_LINE='"
            + line
            + "'\n_complete_weir\necho \"${COMPREPLY[@]}\"\n";

    assertThat(shell("bash", script).split("\\s+"))
        .containsExactlyInAnyOrder(completions.split(" "));
  }

  @Test
  void bashKnowsWhatToCompleteWith() throws IOException, InterruptedException {
    assertThat(run("completion", "bash")).isZero();

    assertThat(shell("bash", printed() + "\ncomplete -p weir\n"))
        .contains("-F _complete_weir weir");
  }

  @Test
  void zshTakesTheScript() throws IOException, InterruptedException {
    assertThat(run("completion", "zsh")).isZero();

    assertThat(printed()).startsWith("autoload -U +X bashcompinit && bashcompinit\n");
    assertThat(shell("zsh", "autoload -U compinit && compinit -u\n" + printed() + "\necho good\n"))
        .endsWith("good\n");
  }

  @Test
  void anotherShellIsSaidToBeUnknown() {
    assertThat(run("completion", "fish")).isEqualTo(2);
    assertThat(complained()).contains("bash");
  }
}

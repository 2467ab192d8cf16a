package dev.weir.demo.view;

import dev.weir.cli.api.Outside;
import dev.weir.cli.command.Cli;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Types {@code weir} commands as an operator would, and shows what they print. */
public final class Operator {
  private final Path global;
  private final Outside outside;
  private final Display display;

  /** Talks to the global controller with this data folder. */
  public Operator(Path global, Outside outside, Display display) {
    this.global = global;
    this.outside = outside;
    this.display = display;
  }

  /** Runs a command; shows it and its output; gives its exit code. */
  public int run(List<String> command) {
    display.say("$ weir " + typed(command));
    Outcome outcome = execute(command);
    display.block(outcome.output());
    return outcome.code();
  }

  /** Runs a command that has to end well; shows it and its output. */
  public void must(List<String> command) {
    int code = run(command);
    if (code != 0) {
      throw new IllegalStateException("weir " + String.join(" ", command) + " ended with " + code);
    }
  }

  /** Runs a command that has to end well; shows nothing. */
  public void quietly(String... command) {
    Outcome outcome = execute(List.of(command));
    if (outcome.code() != 0) {
      throw new IllegalStateException(
          "weir " + String.join(" ", command) + ": " + outcome.output());
    }
  }

  /** As it has to be typed into a shell. */
  private static String typed(List<String> command) {
    return command.stream()
        .map(word -> word.matches("[A-Za-z0-9_./:=,%@+-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  private record Outcome(int code, String output) {}

  private Outcome execute(List<String> command) {
    List<String> arguments = new ArrayList<>(List.of("--data", global.toString()));
    arguments.addAll(command);
    StringWriter output = new StringWriter();
    int code = new Cli(outside, new CapturedTerminal(output)).run(arguments);
    return new Outcome(code, output.toString());
  }
}

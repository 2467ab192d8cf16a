package dev.weir.system.process;

import dev.weir.cli.app.Weir;
import dev.weir.cli.command.Cli;
import dev.weir.cli.command.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Types {@code weir} commands.
 *
 * @param global the data folder of the global controller that they are for
 */
public record Operator(Path global) {

  /** Runs a command that has to end well; gives what it printed. */
  public String does(String... command) {
    List<String> arguments = new ArrayList<>(List.of("--data", global.toString()));
    arguments.addAll(List.of(command));
    StringWriter output = new StringWriter();
    int code = new Cli(Weir.network(), new Captured(new PrintWriter(output, true))).run(arguments);
    if (code != 0) {
      throw new IllegalStateException(arguments + " ended with " + code + ": " + output);
    }
    return output.toString();
  }

  private record Captured(PrintWriter out) implements Terminal {
    @Override
    public PrintWriter err() {
      return out;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      Thread.sleep(duration.toMillis());
    }
  }
}

package dev.weir.cli.app;

import dev.weir.cli.command.Terminal;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The terminal, environment and clock of this process. Java 17 can't tell whether standard output
 * is a terminal, and later versions say otherwise than it does; the launcher can, and sets the
 * property weir.terminal.
 */
final class ProcessTerminal implements Terminal {
  private final PrintWriter out = writer(System.out);
  private final PrintWriter err = writer(System.err);

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return err;
  }

  @Override
  public Map<String, String> environment() {
    return System.getenv();
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public boolean isInteractive() {
    return Boolean.getBoolean("weir.terminal");
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}

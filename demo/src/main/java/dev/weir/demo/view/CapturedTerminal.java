package dev.weir.demo.view;

import dev.weir.cli.command.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A terminal whose output is kept. */
final class CapturedTerminal implements Terminal {
  private final PrintWriter out;

  CapturedTerminal(Writer out) {
    this.out = new PrintWriter(out, true);
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return out;
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
  public void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}

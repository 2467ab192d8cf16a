package dev.weir.cli.command;

import dev.weir.cli.text.Views;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A terminal that keeps what was printed. */
final class FakeTerminal implements Terminal {
  final StringWriter printed = new StringWriter();
  final StringWriter complained = new StringWriter();
  final Map<String, String> environment = new HashMap<>();
  boolean interactive;
  int pauses;

  /** Pauses after which the operator presses Ctrl-C. */
  int patience = Integer.MAX_VALUE;

  private final PrintWriter out = new PrintWriter(printed);
  private final PrintWriter err = new PrintWriter(complained);

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
    return environment;
  }

  @Override
  public Clock clock() {
    return Clock.fixed(Views.NOW, ZoneOffset.UTC);
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    pauses++;
    if (pauses > patience) {
      throw new InterruptedException();
    }
  }
}

package dev.weir.cli.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What surrounds the command: its output, environment, clock. */
public interface Terminal {
  PrintWriter out();

  PrintWriter err();

  Map<String, String> environment();

  Clock clock();

  /** Whether a person sees the output, so that it may be drawn over. */
  default boolean isInteractive() {
    return false;
  }

  /** Waits. */
  void pause(Duration duration) throws InterruptedException;
}

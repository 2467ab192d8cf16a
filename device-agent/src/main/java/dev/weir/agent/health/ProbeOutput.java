package dev.weir.agent.health;

/** What came of starting an image once. */
public sealed interface ProbeOutput {
  /**
   * It ended by itself.
   *
   * @param firstLine of its standard output, without the line's end; cut to a limit
   */
  record Exited(int code, String firstLine) implements ProbeOutput {}

  /** It did not end in time and was killed. */
  record TimedOut() implements ProbeOutput {}

  /** It could not be started. */
  record NotStarted(String why) implements ProbeOutput {}
}

package dev.weir.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One process of the demo. Its standard input is a pipe that nobody writes to: it ends when the
 * demo does, however the demo ends, and the process with it.
 */
public final class Child {
  private final String name;
  private final List<String> command;
  private final Path log;
  private volatile Process process;

  private Child(String name, List<String> command, Path log, Process process) {
    this.name = name;
    this.command = command;
    this.log = log;
    this.process = process;
  }

  static Child start(String name, List<String> command, Path log) {
    return new Child(name, command, log, launch(command, log));
  }

  private static Process launch(List<String> command, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void restart() {
    process = launch(command, log);
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  Process process() {
    return process;
  }

  /** Ends it as a loss of power would: {@code SIGKILL}. */
  public void kill() {
    process.destroyForcibly();
  }
}

package dev.weir.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One process of the product, from the classes that were built. Its standard input is a pipe that
 * nobody writes to: it ends when whoever started it does, however that ends, and the process with
 * it. For one thread.
 */
public final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 10;

  private final Path data;
  private final List<String> command;
  private Optional<Process> process = Optional.empty();

  /**
   * Starts nothing yet.
   *
   * @param data its data folder; its log is beside it
   * @param options besides {@code --data}, at each start
   */
  Program(Class<?> main, List<String> flags, Path data, List<String> options) {
    this.data = data;
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of("--data", data.toString(), "--stop-with-stdin", "yes"));
    command.addAll(options);
  }

  /**
   * Starts it, the first time or after it ended.
   *
   * @param options this time
   */
  public void start(String... options) {
    if (isAlive()) {
      throw new IllegalStateException(data + " runs");
    }
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(options));
    try {
      Files.createDirectories(data);
      ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log().toFile());
      process =
          Optional.of(new ProcessBuilder(line).redirectOutput(log).redirectError(log).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path data() {
    return data;
  }

  /** Where it writes what it has to say. */
  public Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /** Of the process that runs now. */
  public ProcessHandle handle() {
    return process.orElseThrow().toHandle();
  }

  public boolean isAlive() {
    return process.isPresent() && process.get().isAlive();
  }

  /** Ends it with {@code SIGKILL}; when this returns it is gone. Fails where it ended by itself. */
  public void kill() {
    if (!isAlive()) {
      throw new IllegalStateException(data + " ended by itself; " + log() + " says why");
    }
    close();
  }

  /** Asks it to stop with {@code SIGTERM}, and waits until it has. */
  public void stop() {
    process.ifPresent(Process::destroy);
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (process.isPresent() && !process.get().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(data + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroyForcibly);
    awaitEnd();
  }
}

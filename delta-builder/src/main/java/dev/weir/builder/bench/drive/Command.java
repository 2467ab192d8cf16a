package dev.weir.builder.bench.drive;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process, waited for.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {
  private static final long MOST_MINUTES = 60;

  /** The process is a JVM, and its heap was too small. */
  static final class OutOfMemory extends IOException {
    private OutOfMemory(String message) {
      super(message);
    }
  }

  /** Copies the words. */
  Command {
    words = List.copyOf(words);
  }

  /** This very JVM with a main class of this class path and with these flags. */
  static Command java(Class<?> main, String[] flags, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(flags));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(List.of(arguments));
    return new Command(words);
  }

  /** Whether a program is in the path. */
  static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  /**
   * Runs it and gives what it printed.
   *
   * @param work a folder for what it prints
   * @throws IOException where it fails: with the first line of what it complained of
   */
  String run(Path work) throws IOException {
    Path out = work.resolve("printed");
    Path err = work.resolve("complained");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(this + ": took more than " + MOST_MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(this + ": interrupted");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failure(process.exitValue(), Files.readString(err));
    }
    return Files.readString(out);
  }

  private IOException failure(int code, String complaint) {
    String first = complaint.lines().findFirst().orElse("it said nothing");
    String message = this + ": ended with " + code + "; " + first;
    return complaint.contains("java.lang.OutOfMemoryError")
        ? new OutOfMemory(message)
        : new IOException(message);
  }

  /**
   * Runs it by the shell, whose {@code times} (POSIX.1-2017, 2.14) gives the processor time, user
   * and system, of all that it ran: in microseconds.
   */
  long cpuMicros(Path work) throws IOException {
    List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" >&2 || exit $?; times", "sh"));
    timed.addAll(words);
    return childMicros(new Command(timed).run(work));
  }

  /** Of the second line of what {@code times} prints, such as {@code 0m1.250s 0m0.031s}. */
  static long childMicros(String times) {
    long micros = 0;
    for (String part : List.of(times.lines().skip(1).findFirst().orElseThrow().split(" "))) {
      int minutes = part.indexOf('m');
      double seconds = Double.parseDouble(part.substring(minutes + 1, part.length() - 1));
      micros += Long.parseLong(part.substring(0, minutes)) * 60_000_000 + Math.round(seconds * 1e6);
    }
    return micros;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}

package dev.weir.agent.adapter.exec;

import dev.weir.agent.health.Machine;
import dev.weir.agent.health.ProbeOutput;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts programs through the {@link Launcher}, with nothing of this process's around them. */
final class Execution {
  /** Longest first line that is read, in bytes. */
  static final int LINE = 1024;

  private static final long DRAIN_MILLIS = 1000;

  private final Path launcher;
  private final Path scratch;
  private final byte[] program;

  private Execution(Path launcher, Path scratch, byte[] program) {
    this.launcher = launcher;
    this.scratch = scratch;
    this.program = program;
  }

  /** Writes the launcher to a folder, and makes a folder for programs to run in. */
  static Execution in(Path folder, Machine machine) throws IOException {
    Path launcher = folder.resolve("launcher");
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Execution execution = new Execution(launcher, scratch, Launcher.program(machine));
    execution.writeLauncher();
    return execution;
  }

  private void writeLauncher() throws IOException {
    Path beside = launcher.resolveSibling("launcher.new");
    Files.write(beside, program);
    makeExecutable(beside);
    Files.move(beside, launcher, StandardCopyOption.REPLACE_EXISTING);
  }

  static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Runs a program to its end or its time limit, and kills what is left of it. */
  ProbeOutput run(Path file, List<String> arguments, Duration limit) {
    try {
      if (!Files.exists(launcher) || !Arrays.equals(Files.readAllBytes(launcher), program)) {
        writeLauncher();
      }
      return observe(builder(file, arguments).start(), limit);
    } catch (IOException e) {
      return new ProbeOutput.NotStarted(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProbeOutput.NotStarted("the agent stops");
    }
  }

  private ProcessBuilder builder(Path file, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(launcher.toAbsolutePath().toString());
    command.add(file.toAbsolutePath().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", scratch.toString(), "LANG", "C"));
    builder.directory(scratch.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }

  private static ProbeOutput observe(Process process, Duration limit) throws InterruptedException {
    FirstLine line = new FirstLine(process.getInputStream());
    Thread reader = new Thread(line, "trial-output");
    reader.setDaemon(true);
    reader.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new ProbeOutput.TimedOut();
      }
      reader.join(DRAIN_MILLIS);
      int code = process.exitValue();
      return code == Launcher.NOT_STARTED && line.text().isEmpty()
          ? new ProbeOutput.NotStarted("execve refused it")
          : new ProbeOutput.Exited(code, line.text());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Keeps the first line and throws the rest away, so that nothing fills up. */
  private static final class FirstLine implements Runnable {
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();
    private boolean ended;

    FirstLine(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[LINE];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          take(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (IOException e) {
        // The process was killed; what it had said is what counts.
        take("");
      }
    }

    private synchronized void take(String text) {
      int end = text.indexOf('\n');
      if (!ended) {
        line.append(end < 0 ? text : text.substring(0, end));
        line.setLength(Math.min(line.length(), LINE));
        ended = end >= 0 || line.length() == LINE;
      }
    }

    synchronized String text() {
      byte[] raw = line.toString().getBytes(StandardCharsets.ISO_8859_1);
      return new String(raw, StandardCharsets.UTF_8).replaceAll("\r$", "");
    }
  }
}

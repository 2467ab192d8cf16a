package dev.weir.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts the demo's processes, restarts one that dies and says so, and stops them all at the end.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

  /** A process that dies more often than this within a minute is not restarted again. */
  private static final int MAX_DEATHS_PER_MINUTE = 5;

  private final Path logs;
  private final Consumer<String> say;
  private final Map<String, Child> children = new TreeMap<>();
  private final Map<String, CompletableFuture<Void>> watches = new TreeMap<>();

  /** Those that were told to stop: they are not restarted. */
  private final Set<String> resting = new TreeSet<>();

  private final Map<String, Deque<Instant>> deaths = new TreeMap<>();
  private volatile boolean stopping;

  public Supervisor(Path logs, Consumer<String> say) {
    this.logs = logs;
    this.say = say;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-children"));
  }

  /** Starts a process under a name; its output goes to a file of that name. */
  public synchronized Child start(String name, List<String> command) {
    if (stopping) {
      throw new IllegalStateException("the demo is stopping");
    }
    Child child = Child.start(name, command, logs.resolve(name + ".log"));
    children.put(name, child);
    watch(child);
    return child;
  }

  /** Starts a process that ends by itself: it is not restarted. */
  public synchronized Child startOnce(String name, List<String> command) {
    resting.add(name);
    return start(name, command);
  }

  public synchronized Child child(String name) {
    Child child = children.get(name);
    if (child == null) {
      throw new IllegalArgumentException("there is no process " + name);
    }
    return child;
  }

  /** Stops a process; it stays so until it is started again. Whether it ran. */
  public synchronized boolean stop(String name) {
    Child child = child(name);
    if (!resting.add(name)) {
      return false;
    }
    end(List.of(child));
    return true;
  }

  /** Starts a process that was stopped. Whether it was. */
  public synchronized boolean start(String name) {
    Child child = child(name);
    if (!resting.remove(name)) {
      return false;
    }
    child.restart();
    watch(child);
    return true;
  }

  public synchronized List<Child> all() {
    return new ArrayList<>(children.values());
  }

  private void watch(Child child) {
    CompletableFuture<Void> watching =
        child.process().onExit().thenAccept(ended -> onDeath(child, ended));
    watches.put(child.name(), watching);
  }

  private synchronized void onDeath(Child child, Process ended) {
    if (stopping || resting.contains(child.name()) || child.process() != ended) {
      return;
    }
    int code = ended.exitValue();
    if (diesTooOften(child.name())) {
      say.accept(
          child.name() + " died again (exit " + code + ") and is left alone: " + lastWords(child));
      return;
    }
    child.restart();
    watch(child);
    say.accept(
        child.name() + " died (" + describe(code) + "); restarted as process " + child.pid());
  }

  private boolean diesTooOften(String name) {
    Deque<Instant> times = deaths.computeIfAbsent(name, n -> new ArrayDeque<>());
    Instant now = Instant.now();
    times.addLast(now);
    while (times.getFirst().isBefore(now.minusSeconds(60))) {
      times.removeFirst();
    }
    return times.size() > MAX_DEATHS_PER_MINUTE;
  }

  private static String describe(int code) {
    return code > 128 ? "signal " + (code - 128) : "exit " + code;
  }

  private static String lastWords(Child child) {
    try {
      List<String> lines = Files.readAllLines(child.log());
      return lines.isEmpty() ? child.log().toString() : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return child.log().toString();
    }
  }

  /** Asks all to stop, and ends those that do not in time. A repeat does nothing. */
  @Override
  public void close() {
    List<Child> ending;
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      ending = all();
    }
    end(ending);
  }

  private static void end(List<Child> ending) {
    ending.forEach(child -> child.process().destroy());
    Instant limit = Instant.now().plus(STOP_LIMIT);
    for (Child child : ending) {
      try {
        long left = Math.max(1, Duration.between(Instant.now(), limit).toMillis());
        if (!child.process().waitFor(left, TimeUnit.MILLISECONDS)) {
          child.process().destroyForcibly();
        }
      } catch (InterruptedException e) {
        child.process().destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}

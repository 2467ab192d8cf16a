package dev.weir.builder.bench.drive;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of this thread, which does not contain the JVM's own compiling and collecting. */
final class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MOST_RUNS = 5;
  private static final long ENOUGH_MICROS = 1_000_000;

  private Cpu() {}

  /** What is measured. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** What the work gave, and the processor time of it in microseconds. */
  record Timed<T>(T value, long micros) {}

  /** One run. */
  static <T> Timed<T> once(Work<T> work) throws IOException {
    long before = THREADS.getCurrentThreadCpuTime();
    T value = work.run();
    return new Timed<>(value, (THREADS.getCurrentThreadCpuTime() - before) / 1000);
  }

  /** The shortest of as many runs as take a second: at least one, at most five. */
  static <T> Timed<T> best(Work<T> work) throws IOException {
    Timed<T> best = once(work);
    long spent = best.micros();
    for (int run = 1; run < MOST_RUNS && spent < ENOUGH_MICROS; run++) {
      Timed<T> next = once(work);
      spent += next.micros();
      best = next.micros() < best.micros() ? next : best;
    }
    return best;
  }
}

package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** The share of processor time in use since the measurement before, so not at the first. */
final class CpuProbe implements Probe {
  /** Columns of the line {@code cpu}: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int COLUMNS = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private final Path stat;
  private long total = -1;
  private long idle;

  CpuProbe(Path stat) {
    this.stat = stat;
  }

  @Override
  public void measure(ObjDoubleConsumer<Metric> into) {
    List<String> lines = KernelFile.lines(stat);
    String[] words = lines.isEmpty() ? new String[0] : lines.get(0).trim().split(" +", -1);
    if (words.length <= IOWAIT + 1 || !words[0].equals("cpu") || !areNumbers(words)) {
      return;
    }
    long[] ticks =
        Arrays.stream(words, 1, Math.min(words.length, COLUMNS + 1))
            .mapToLong(Long::parseLong)
            .toArray();
    long nowTotal = Arrays.stream(ticks).sum();
    long nowIdle = ticks[IDLE] + ticks[IOWAIT];
    long passed = nowTotal - total;
    if (total >= 0 && passed > 0) {
      into.accept(
          Metric.CPU_LOAD, Math.min(1, Math.max(0, 1 - (nowIdle - idle) / (double) passed)));
    }
    total = nowTotal;
    idle = nowIdle;
  }

  private static boolean areNumbers(String[] words) {
    return Arrays.stream(words, 1, words.length).allMatch(word -> word.matches("\\d{1,17}"));
  }
}

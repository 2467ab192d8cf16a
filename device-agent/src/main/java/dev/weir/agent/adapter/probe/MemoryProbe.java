package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ObjDoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory that is used: all but what the kernel calls available. */
final class MemoryProbe implements Probe {
  private static final Pattern LINE = Pattern.compile("(\\w+): +(\\d{1,15}) kB");
  private static final long KIB = 1024;

  private final Path meminfo;

  MemoryProbe(Path meminfo) {
    this.meminfo = meminfo;
  }

  @Override
  public void measure(ObjDoubleConsumer<Metric> into) {
    List<String> lines = KernelFile.lines(meminfo);
    OptionalLong total = bytes(lines, "MemTotal");
    OptionalLong available = bytes(lines, "MemAvailable");
    if (total.isPresent()) {
      into.accept(Metric.MEMORY_TOTAL, (double) total.getAsLong());
      available.ifPresent(
          free -> into.accept(Metric.MEMORY_USED, (double) (total.getAsLong() - free)));
    }
  }

  private static OptionalLong bytes(List<String> lines, String name) {
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && matcher.group(1).equals(name)) {
        return OptionalLong.of(Long.parseLong(matcher.group(2)) * KIB);
      }
    }
    return OptionalLong.empty();
  }
}

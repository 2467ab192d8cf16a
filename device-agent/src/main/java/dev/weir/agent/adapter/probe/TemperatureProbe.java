package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;

/** The hottest thermal zone. */
final class TemperatureProbe implements Probe {
  /** Millidegrees; what is outside of it comes from a sensor that is broken or not connected. */
  private static final long COLDEST = -100_000;

  private static final long HOTTEST = 300_000;
  private static final double MILLI = 1000;

  private final Path zones;

  TemperatureProbe(Path zones) {
    this.zones = zones;
  }

  @Override
  public void measure(ObjDoubleConsumer<Metric> into) {
    OptionalDouble hottest = OptionalDouble.empty();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(zones, "thermal_zone*")) {
      for (Path zone : found) {
        OptionalDouble here = celsius(KernelFile.lines(zone.resolve("temp")));
        if (here.isPresent()) {
          hottest = OptionalDouble.of(Math.max(here.getAsDouble(), hottest.orElse(-MILLI)));
        }
      }
    } catch (IOException e) {
      // A machine without sensors.
      return;
    }
    hottest.ifPresent(celsius -> into.accept(Metric.TEMPERATURE, celsius));
  }

  private static OptionalDouble celsius(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).matches("-?\\d{1,9}")) {
      return OptionalDouble.empty();
    }
    long value = Long.parseLong(lines.get(0));
    return value < COLDEST || value > HOTTEST
        ? OptionalDouble.empty()
        : OptionalDouble.of(value / MILLI);
  }
}

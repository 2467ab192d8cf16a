package dev.weir.sim.app;

import dev.weir.node.Options;
import dev.weir.sim.fleet.Scenario;
import dev.weir.sim.fleet.Simulation;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/**
 * {@code ./weir simulate --seed S --devices N --scenario X [--runs R]}: for each of R seeds, one
 * line with the trace's digest, or the invariant that does not hold, the last of what happened and
 * the command that replays it.
 */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(List.of(arguments));
    long seed = options.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
    int devices = (int) options.number("devices", 1000, 1, 1_000_000);
    int runs = (int) options.number("runs", 1, 1, 1_000_000);
    Scenario scenario =
        options.read(
            "scenario",
            Scenario.TROUBLE,
            text -> Scenario.valueOf(text.toUpperCase(Locale.ROOT)),
            "one of " + List.of(Scenario.values()));
    try {
      options.check();
    } catch (Options.Faulty e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    LogManager.getLogManager().reset();
    boolean holds = true;
    for (int i = 0; i < runs && holds; i++) {
      holds = run(new Simulation(seed + i, devices, scenario));
    }
    System.exit(holds ? 0 : 1);
  }

  private static boolean run(Simulation simulation) {
    long start = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Simulation.Result result = simulation.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
    result
        .violation()
        .ifPresent(
            violation -> {
              result.tail().forEach(System.out::println);
              violation.printStackTrace(System.out);
              System.out.println("replay: " + simulation.command());
            });
    System.out.printf(
        Locale.ROOT,
        "%s seed=%d devices=%d scenario=%s trace=%s events=%d messages=%d virtual=%s wall=%.1fs cpu=%.1fs%n",
        result.violation().map(v -> v.invariant().name()).orElse("ok"),
        simulation.seed(),
        simulation.devices(),
        simulation.scenario(),
        result.trace().hex(),
        result.events(),
        result.messages(),
        result.elapsed(),
        seconds,
        cpuSeconds);
    return result.violation().isEmpty();
  }
}

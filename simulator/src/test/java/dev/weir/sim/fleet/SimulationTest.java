package dev.weir.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  private static final int DEVICES = 60;

  @BeforeAll
  static void quietLogs() {
    LogManager.getLogManager().reset();
  }

  static Stream<Arguments> runs() {
    return Stream.of(Scenario.values())
        .flatMap(scenario -> seeds(scenario).stream().map(seed -> Arguments.of(scenario, seed)));
  }

  private static List<Long> seeds(Scenario scenario) {
    return switch (scenario) {
      case GOOD, BAD, OFFLINE, PARTITION, COMMANDS, OLDER, MOVE, FALLBACK, FORGED -> List.of(1L);
      case TROUBLE, CRASHES, FLAPPING -> List.of(1L, 2L, 3L);
    };
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyInvariantHolds(Scenario scenario, long seed) {
    Simulation simulation = new Simulation(seed, DEVICES, scenario);
    Simulation.Result result = simulation.run();
    assertThat(result.violation())
        .as(String.join("\n", result.tail()) + "\nreplay: " + simulation.command())
        .isEmpty();
    assertThat(result.messages()).isGreaterThan(DEVICES);
  }

  @Test
  void aThousandDevicesInThreeRegionsConvergeInTrouble() {
    Simulation simulation = new Simulation(1, 1000, Scenario.TROUBLE);
    Simulation.Result result = simulation.run();
    assertThat(result.violation())
        .as(String.join("\n", result.tail()) + "\nreplay: " + simulation.command())
        .isEmpty();
    assertThat(result.messages()).isGreaterThan(50_000);
  }

  @Test
  void oneSeedGivesOneTraceAndAnotherGivesAnother() {
    Simulation.Result first = new Simulation(7, 20, Scenario.TROUBLE).run();
    assertThat(new Simulation(7, 20, Scenario.TROUBLE).run().trace()).isEqualTo(first.trace());
    assertThat(new Simulation(8, 20, Scenario.TROUBLE).run().trace()).isNotEqualTo(first.trace());
  }
}

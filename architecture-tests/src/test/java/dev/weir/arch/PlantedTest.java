package dev.weir.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.weir.agent.planted.KnowsGlobal;
import dev.weir.arch.planted.Impurities;
import dev.weir.global.planted.KnowsARegion;
import dev.weir.patcher.planted.AsksAnAdapter;
import dev.weir.region.drive.planted.AsksADatabase;
import dev.weir.region.drive.planted.KnowsAnAdapter;
import dev.weir.region.planted.KnowsATransport;
import dev.weir.region.planted.KnowsAnAgent;
import dev.weir.region.planted.KnowsTheWiring;
import dev.weir.sim.planted.Decides;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule sees the violations that are planted for it, so that green means something. */
class PlantedTest {
  static Stream<Arguments> planted() {
    return Stream.of(
        Arguments.of(
            Purity.NO_INPUT_OUTPUT,
            List.of(
                Impurities.Reads.class,
                Impurities.Queries.class,
                Impurities.Dials.class,
                Impurities.Spawns.class)),
        Arguments.of(Purity.NO_LOG, List.of(Impurities.Logs.class)),
        Arguments.of(Purity.NO_THREADS, List.of(Impurities.Locks.class, Impurities.Forks.class)),
        Arguments.of(
            Purity.NO_CLOCK,
            List.of(
                Impurities.AsksTheTime.class, Impurities.Ticks.class, Impurities.HasAClock.class)),
        Arguments.of(
            Purity.NO_CHANCE,
            List.of(Impurities.Rolls.class, Impurities.Shuffles.class, Impurities.Seeds.class)),
        Arguments.of(Purity.STRICT_MATH, List.of(Impurities.Rounds.class)),
        Arguments.of(
            Purity.NO_SALTED_COLLECTIONS,
            List.of(Impurities.Salts.class, Impurities.Collects.class)),
        Arguments.of(Purity.HASHES_ARE_NOT_ITERATED, List.of(Impurities.Iterates.class)),
        Arguments.of(
            Arrows.THREADS_ARE_MADE_BY_FEW,
            List.of(Impurities.Forks.class, Impurities.Parallel.class)));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void everyPlantedViolationIsSeen(ArchRule rule, List<Class<?>> violations) {
    for (Class<?> violation : violations) {
      JavaClasses one = new ClassFileImporter().importClasses(violation);
      assertThat(rule.evaluate(one).hasViolation()).as(violation.getSimpleName()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.arch.ArchitectureTest#purity")
  void whatIsAllowedIsLeftAlone(ArchRule rule) {
    JavaClasses one = new ClassFileImporter().importClasses(Impurities.Innocent.class);
    assertThat(rule.evaluate(one).hasViolation()).isFalse();
  }

  static Stream<Arguments> plantedArrows() {
    return Stream.of(
        Arguments.of(Arrows.noNodeKnowsAnother("global"), KnowsARegion.class),
        Arguments.of(Arrows.noNodeKnowsAnother("region"), KnowsAnAgent.class),
        Arguments.of(Arrows.noNodeKnowsAnother("agent"), KnowsGlobal.class),
        Arguments.of(Arrows.PURE_KNOWS_NO_DRIVER_OR_ADAPTER, AsksAnAdapter.class),
        Arguments.of(Arrows.DRIVERS_KNOW_NO_ADAPTER, KnowsAnAdapter.class),
        Arguments.of(Arrows.NOBODY_KNOWS_WIRING, KnowsTheWiring.class),
        Arguments.of(Arrows.TRANSPORTS_ARE_FOUND_AT_RUN_TIME, KnowsATransport.class),
        Arguments.of(Arrows.DRIVERS_KNOW_NO_DATABASE, AsksADatabase.class),
        Arguments.of(Arrows.SIMULATOR_DECIDES_NOTHING, Decides.class));
  }

  @ParameterizedTest
  @MethodSource("plantedArrows")
  void everyPlantedArrowIsSeen(ArchRule rule, Class<?> violation) {
    JavaClasses one = new ClassFileImporter().importClasses(violation);
    assertThat(rule.evaluate(one).hasViolation()).isTrue();
  }

  @Test
  void circlesAreSeen() {
    JavaClasses circle = new ClassFileImporter().importPackages("dev.weir.arch.planted");
    assertThat(Arrows.NO_CIRCLES.evaluate(circle).hasViolation()).isTrue();
  }
}

package dev.weir.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses PURE = Production.CLASSES.that(Kinds.ARE_PURE);

  static List<ArchRule> purity() {
    return Purity.RULES;
  }

  static Stream<ArchRule> arrows() {
    return Stream.concat(
        Arrows.NODES.stream().map(Arrows::noNodeKnowsAnother),
        Stream.of(
            Arrows.TRANSPORTS_ARE_FOUND_AT_RUN_TIME,
            Arrows.DRIVERS_KNOW_NO_DATABASE,
            Arrows.DRIVERS_KNOW_NO_ADAPTER,
            Arrows.PURE_KNOWS_NO_DRIVER_OR_ADAPTER,
            Arrows.NOBODY_KNOWS_WIRING,
            Arrows.THREADS_ARE_MADE_BY_FEW,
            Arrows.SIMULATOR_DECIDES_NOTHING,
            Arrows.NO_CIRCLES));
  }

  @Test
  void theClassesAreThere() {
    assertThat(PURE.size()).isGreaterThan(80);
    assertThat(Production.CLASSES.size()).isGreaterThan(PURE.size());
  }

  @ParameterizedTest
  @MethodSource("purity")
  void pureClassesAre(ArchRule rule) {
    rule.check(PURE);
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void arrowsHold(ArchRule rule) {
    rule.check(Production.CLASSES);
  }
}

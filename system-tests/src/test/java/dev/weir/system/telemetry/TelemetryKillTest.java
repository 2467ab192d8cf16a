package dev.weir.system.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills of {@code ./weir figures telemetry-kills}, always the same. */
class TelemetryKillTest {
  private static final long SEED = 66;
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void whatASpoolHeldIsStoredOnceWhoeverDies() throws Exception {
    List<Kill> schedule = Kill.schedule(SEED, KILLS, KillProof.agents());
    assertThat(schedule).anyMatch(kill -> kill.isOfRegion() && !kill.held().isZero());
    assertThat(schedule).anyMatch(kill -> !kill.isOfRegion() && !kill.held().isZero());
    try (KillProof proof = new KillProof(folder)) {
      KillProof.Outcome outcome = proof.run(schedule);
      assertThat(outcome.faults()).isEmpty();
      assertThat(outcome.atDeaths()).isPositive();
    }
  }
}

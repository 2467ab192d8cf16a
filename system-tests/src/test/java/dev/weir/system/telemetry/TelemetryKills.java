package dev.weir.system.telemetry;

import dev.weir.system.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** {@code ./weir figures telemetry-kills [SEED] [KILLS]}. */
public final class TelemetryKills {
  private TelemetryKills() {}

  /** Ends with 1 where a reading was lost or came twice. */
  public static void main(String[] arguments) throws IOException, SQLException {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : System.nanoTime() % 100_000;
    int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    List<Kill> schedule = Kill.schedule(seed, kills, KillProof.agents());
    long ofRegion = schedule.stream().filter(Kill::isOfRegion).count();
    long held = schedule.stream().filter(kill -> !kill.held().isZero()).count();
    System.out.printf(
        "%d kills, %d of the region and %d of agents; %d while the victim's store could not commit%n",
        kills, ofRegion, kills - ofRegion, held);
    Path folder = Files.createTempDirectory("telemetry-kills");
    List<String> faults = run(folder, schedule);
    System.out.printf("again: ./weir figures telemetry-kills %d %d%n", seed, kills);
    if (!faults.isEmpty()) {
      faults.forEach(System.out::println);
      System.out.println("what is left of it is in " + folder);
      System.exit(1);
    }
    Folders.delete(folder);
  }

  private static List<String> run(Path folder, List<Kill> schedule)
      throws IOException, SQLException {
    long start = System.nanoTime();
    try (KillProof proof = new KillProof(folder)) {
      KillProof.Outcome outcome = proof.run(schedule);
      System.out.printf(
          "%d readings in %d packs were committed to spools, and %s; in %d s%n",
          outcome.readings(),
          outcome.packs(),
          outcome.faults().isEmpty() ? "each is stored exactly once" : "NOT all are stored once",
          (System.nanoTime() - start) / 1_000_000_000);
      System.out.printf(
          "%d times an acknowledged reading was looked for after a death of the region%n",
          outcome.atDeaths());
      return outcome.faults();
    }
  }
}

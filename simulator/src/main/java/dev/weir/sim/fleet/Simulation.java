package dev.weir.sim.fleet;

import dev.weir.protocol.id.Digest;
import dev.weir.sim.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of one scenario from one seed.
 *
 * @param devices in three regions
 */
public record Simulation(long seed, int devices, Scenario scenario) {
  private static final int REGIONS = 3;
  private static final Duration LEASE = Duration.ofMinutes(10);

  /**
   * What came of it.
   *
   * @param violation what did not hold; the run ended there
   * @param tail the last of what happened
   * @param trace digest of all that happened
   */
  public record Result(
      Optional<Violation> violation,
      List<String> tail,
      Digest trace,
      long events,
      long messages,
      Duration elapsed) {}

  /** Runs it to its end, or to the first invariant that does not hold. */
  public Result run() {
    World world = new World(seed, LEASE);
    Optional<Violation> violation = Optional.empty();
    try {
      new Founding(world).found(REGIONS, devices);
      scenario.tell(new Story(world));
    } catch (Violation e) {
      violation = Optional.of(e);
    }
    return new Result(
        violation,
        world.trace().tail(),
        world.trace().digest(),
        world.kernel().events(),
        world.network().sent(),
        world.kernel().elapsed());
  }

  /** The command that runs the same again. */
  public String command() {
    return "./weir simulate --seed "
        + seed
        + " --devices "
        + devices
        + " --scenario "
        + scenario.name().toLowerCase(Locale.ROOT);
  }
}

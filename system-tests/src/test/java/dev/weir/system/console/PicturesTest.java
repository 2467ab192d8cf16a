package dev.weir.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.Browser;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.system.process.Api;
import dev.weir.system.process.Await;
import dev.weir.system.process.Fleet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of docs/images: a larger fleet in the middle of a rollout, in which one device
 * went back to what it ran before.
 */
@EnabledIfSystemProperty(named = "weir.pictures", matches = ".+")
class PicturesTest {
  private static final Path PICTURES = Path.of(System.getProperty("weir.pictures", ""));
  private static final String ROLLOUT = "spring-update";
  private static final List<String> PUMPS = World.names(40);

  /** In the second wave. */
  private static final String DAMAGED = World.inOrderOf(ROLLOUT, PUMPS).get(5);

  @TempDir private Path folder;

  @Test
  void pictures() throws Exception {
    try (World world = new World(folder, Fleet.QUICK, "250ms")) {
      History.fill(world.fleet().deviceFolder(DAMAGED));
      world.startPumps(PUMPS, PicturesTest::options);
      world.update("site!=plant-3");
      world.damage(DAMAGED);
      start(world);
      Await.until(
          "the third wave", () -> world.rollout(ROLLOUT).waves().get(2).openedAt().isPresent());
      Await.until("half of it", () -> sum(world, WaveCounts::committed) > PUMPS.size() / 3);
      take(world, world.api(), "/rollouts/" + ROLLOUT, "global-rollout-dark");
      take(world, world.api(), "", "global-overview-light");
      take(world, world.api(), "/devices/" + DAMAGED, "global-device-light");
      world.fleet().global().stop();
      Await.until("word of it", () -> world.look(world.north(), "").text("#wan").contains("since"));
      take(world, world.north(), "", "region-overview-light");
    }
  }

  /** Every third pump has a slow line: its update can be watched. */
  private static Map<String, String> options(String pump) {
    return pump.equals(DAMAGED)
        ? Map.of("--telemetry-every", "1h")
        : PUMPS.indexOf(pump) % 3 == 0 ? Map.of("--rate", "3000") : Map.of();
  }

  private static void start(World world) {
    world
        .operator()
        .does(
            "rollout",
            "start",
            ROLLOUT,
            "--release",
            World.MODEL + "-1.6.0",
            "--wave",
            "canary=3",
            "--wave",
            "early=20%",
            "--wave",
            "half=60%",
            "--wave",
            "rest",
            "--gate",
            "success=80%,sample=2,bake=1s",
            "--gate",
            "half:success=95%,sample=10,bake=30m",
            "--abort",
            "any=25%,sample=5");
  }

  private static int sum(World world, ToIntFunction<WaveCounts> count) {
    return world.rollout(ROLLOUT).waves().stream()
        .mapToInt(w -> count.applyAsInt(w.counts()))
        .sum();
  }

  private static void take(World world, Api console, String page, String name) {
    Browser browser = world.browser();
    browser.prefer(name.endsWith("dark") ? "dark" : "light");
    world.look(console, page);
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    browser.picture(PICTURES.resolve(name + "-1280.png"));
  }
}

package dev.weir.system.console;

import dev.weir.system.process.Fleet;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both consoles, of real processes and in a real browser, with one world for all that is looked at.
 */
class ConsolesTest {
  private static final int PUMPS = 6;

  @TempDir private static Path folder;
  private static World world;

  @BeforeAll
  static void begin() throws Exception {
    world = new World(folder, Fleet.QUICK, "250ms");
    world.startPumps(World.names(PUMPS), name -> Map.of());
    world.update("");
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @Nested
  class Global extends GlobalScreens {
    Global() {
      super(world);
    }
  }

  @Nested
  class Region extends RegionScreens {
    Region() {
      super(world);
    }
  }

  @Nested
  class Clicks extends RolloutByClicks {
    Clicks() {
      super(world);
    }
  }
}

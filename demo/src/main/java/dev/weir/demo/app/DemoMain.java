package dev.weir.demo.app;

import dev.weir.demo.image.Cpu;
import dev.weir.demo.view.Display;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./weir demo}. */
@Command(
    name = "weir demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the main job on real firmware with real parts: one global controller, regional"
          + " controllers and device agents, each a process of its own, in a data folder.",
      "A rollout waits while a worker builds its delta. Kills an agent and a regional controller on the"
          + " way, releases two bad images, and compares every device's slot with the release at the"
          + " end."
    })
public final class DemoMain implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a new folder for everything; default: a new temporary one")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--regions", defaultValue = "2", description = "1 to 8; default ${DEFAULT-VALUE}")
  private int regions;

  @Option(
      names = "--devices",
      defaultValue = "8",
      description = "in all regions together, 4 to 64; default ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--from",
      defaultValue = "3.25.4",
      description = "version of protoc at the start; default ${DEFAULT-VALUE}")
  private String from = "";

  @Option(
      names = "--to",
      defaultValue = "3.25.5",
      description = "version of protoc to release; default ${DEFAULT-VALUE}")
  private String to = "";

  @Option(
      names = "--next",
      defaultValue = "3.25.6",
      description =
          "version of protoc that is published at the end, for you to roll out; default"
              + " ${DEFAULT-VALUE}")
  private String next = "";

  @Option(
      names = "--rate",
      defaultValue = "16384",
      description = "of the slow device, bytes a second; default ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--exit",
      description = "end when the story ends, instead of staying up for you to play")
  private boolean exit;

  /** Starts the demo; ends with 0 where every device ended as it should. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new DemoMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (regions < 1 || regions > 8 || devices < 4 || devices > 64 || devices < regions) {
      System.err.println(
          "weir demo: --regions is 1 to 8 and --devices 4 to 64, at least one a region; found "
              + regions
              + " and "
              + devices);
      return 2;
    }
    if (next.equals(to)) {
      System.err.println("weir demo: --next and --to are the same version; name another one");
      return 2;
    }
    Optional<Cpu> cpu = Cpu.here();
    if (cpu.isEmpty()) {
      System.err.println(
          "weir demo: there is no protoc for "
              + System.getProperty("os.arch")
              + "; try x86-64, AArch64, ppc64le or s390x");
      return 1;
    }
    Path folder = data.isPresent() ? data.get() : Files.createTempDirectory("weir-demo-");
    if (Files.exists(folder.resolve("global"))) {
      System.err.println("weir demo: " + folder + " holds an earlier demo; name a new folder");
      return 2;
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      System.err.println("weir demo: " + folder + " is a file; name a new folder");
      return 2;
    }
    Files.createDirectories(folder);
    Display display = new Display(System.out);
    Plot plot =
        new Plot(folder.toAbsolutePath(), regions, devices, from, to, next, rate, cpu.get());
    LateDelta.writeClasses(plot.classes());
    try (World world = World.of(plot, display)) {
      Pipeline pipeline = new Pipeline(world);
      boolean well = new Story(world, pipeline).tell();
      display.say(well ? "all is well" : "something is NOT as it should be, see above");
      if (!exit) {
        pipeline.buildNext();
        new Playground(world).open(Boolean.getBoolean("weir.prompt"));
      }
      return well ? 0 : 1;
    } catch (StoryEndedEarly | IllegalStateException e) {
      display.say("FAILED: " + e.getMessage());
      display.say("the logs are in " + folder.resolve("logs"));
      return 1;
    }
  }
}

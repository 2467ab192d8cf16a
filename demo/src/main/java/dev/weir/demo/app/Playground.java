package dev.weir.demo.app;

import dev.weir.demo.play.Cast;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** After the story: the fleet stays up, for somebody to play with. */
final class Playground implements Stage {
  private static final String ROLLOUT = "play";
  private static final String HERE = "Type at this prompt:\n\n";
  private static final String NOT_HERE =
      "Ctrl-C ends it. It was not started in a terminal, so nobody can type here: what begins with"
          + " weir goes in another one,\nwhat is said of cut, join, stop and start does not.\n\n";

  private final World world;
  private final Plot plot;

  Playground(World world) {
    this.world = world;
    this.plot = world.plot();
  }

  /**
   * Stays up until the demo is told to end.
   *
   * @param isPrompting whether somebody is there to type
   */
  void open(boolean isPrompting) throws IOException {
    world.display().chapter("It stays up for you to play with");
    sayConsoles();
    if (isPrompting) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      new Prompt(in, world.display(), cast(), this, HERE + help()).run();
      world.display().say("ends; every process is stopped");
    } else {
      world.display().block(NOT_HERE + help());
      while (true) {
        World.pause();
      }
    }
  }

  private Cast cast() {
    return new Cast(
        plot.regionNames(), plot.devices().stream().map(device -> device.id().text()).toList());
  }

  private void sayConsoles() throws IOException {
    Path global = plot.folder().resolve("global");
    sayConsole("global", global);
    for (String region : plot.regionNames()) {
      sayConsole(region, world.regionFolder(region));
    }
  }

  private void sayConsole(String whose, Path folder) throws IOException {
    world
        .display()
        .say(
            "console of "
                + whose
                + ": "
                + Files.readString(folder.resolve("api.url")).strip()
                + "/console, sign in with: cat "
                + folder.resolve("operator.token"));
  }

  private String help() {
    Path global = plot.folder().resolve("global");
    String release = Rollouts.release(plot.next()).text();
    String region = plot.regionNames().get(plot.regionNames().size() - 1);
    String device = plot.devices().get(0).id().text();
    return """
        start a rollout     in global's console: Releases, %2$s, Roll out. Or type
                              weir rollout start %3$s --release %2$s --wave canary=2 --wave rest
                            in another terminal with ./weir --data %1$s in place of weir
        hold it             Pause, Resume, Abort on its page; Halt here in a region's console. Or type
                              weir rollout pause %3$s
                              weir rollout resume %3$s
        watch it            weir rollout status %3$s
        cut a region off    cut %4$s        its console says since when, and goes on under its lease
                            join %4$s
        stop a device       stop %5$s        its page says why it waits, and so does
                              weir rollout why %3$s %5$s
                            start %5$s
        lose power          kill -9 %6$d  in another terminal: global comes back by itself
        help, quit
        """
        .formatted(
            global, release, ROLLOUT, region, device, world.supervisor().child("global").pid());
  }

  @Override
  public void cut(String region) {
    world.links().of(region).cut();
  }

  @Override
  public void join(String region) {
    world.links().of(region).join();
  }

  @Override
  public boolean stop(String process) {
    return world.supervisor().stop(process);
  }

  @Override
  public boolean start(String process) {
    return world.supervisor().start(process);
  }

  @Override
  public void weir(List<String> words) {
    world.operator().run(words);
  }
}

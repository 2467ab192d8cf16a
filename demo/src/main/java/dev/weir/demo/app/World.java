package dev.weir.demo.app;

import dev.weir.cli.app.Weir;
import dev.weir.demo.process.Programs;
import dev.weir.demo.process.Supervisor;
import dev.weir.demo.view.Display;
import dev.weir.demo.view.Operator;
import dev.weir.demo.view.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The stage: processes, the operator's command line, and what can be read of it all. */
record World(
    Plot plot,
    Display display,
    Supervisor supervisor,
    Programs programs,
    Operator operator,
    Reading reading)
    implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  static World of(Plot plot, Display display) {
    Path global = plot.folder().resolve("global");
    return new World(
        plot,
        display,
        new Supervisor(plot.folder().resolve("logs"), display::say),
        new Programs(Path.of(System.getProperty("weir.home", "."))),
        new Operator(global, Weir.network(), display),
        new Reading(plot.folder()));
  }

  Path regionFolder(String region) {
    return plot.folder().resolve("regions").resolve(region);
  }

  Path deviceFolder(Plot.Device device) {
    return plot.folder().resolve("devices").resolve(device.id().name());
  }

  /** Waits until something is so; ends the story where it does not come to be. */
  void await(String what, Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new StoryEndedEarly(what + " did not happen within " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryEndedEarly("it was interrupted");
    }
  }

  /** Leaves everything running until the demo is told to stop. */
  void stayUp() throws IOException {
    display.chapter("It stays up; Ctrl-C ends it");
    Path global = plot.folder().resolve("global");
    sayConsole("global's console", global);
    for (String region : plot.regionNames()) {
      sayConsole(region + "'s console", regionFolder(region));
    }
    display.say(
        "try: curl --cacert "
            + global.resolve("authorities.pem")
            + " -H \"Authorization: Bearer $(cat "
            + global.resolve("operator.token")
            + ")\" "
            + reading.globalAddress()
            + "/v1/devices");
    display.say("try: ./weir --data " + global + " get devices");
    display.say("try: ./weir --data " + global + " rollout status " + plot.rollout());
    display.say("try: ./weir --data " + global + " describe device " + plot.devices().get(0).id());
    display.say("try: kill -9 " + supervisor.all().get(0).pid() + " and see it come back");
    while (true) {
      pause();
    }
  }

  private void sayConsole(String whose, Path folder) throws IOException {
    display.say(
        whose
            + ": "
            + Files.readString(folder.resolve("api.url")).strip()
            + "/console, sign in with what stands in "
            + folder.resolve("operator.token"));
  }

  @Override
  public void close() {
    supervisor.close();
  }
}

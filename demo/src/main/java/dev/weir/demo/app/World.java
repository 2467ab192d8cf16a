package dev.weir.demo.app;

import dev.weir.cli.app.Weir;
import dev.weir.demo.process.Programs;
import dev.weir.demo.process.Supervisor;
import dev.weir.demo.process.WanLinks;
import dev.weir.demo.view.Display;
import dev.weir.demo.view.Operator;
import dev.weir.demo.view.Reading;
import java.net.URI;
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
    Reading reading,
    WanLinks links)
    implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  static World of(Plot plot, Display display) {
    Path global = plot.folder().resolve("global");
    Reading reading = new Reading(plot.folder());
    return new World(
        plot,
        display,
        new Supervisor(plot.folder().resolve("logs"), display::say),
        new Programs(Path.of(System.getProperty("weir.home", "."))),
        new Operator(global, Weir.network(), display),
        reading,
        new WanLinks(() -> URI.create(reading.globalAddress())));
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

  @Override
  public void close() {
    supervisor.close();
    links.close();
  }
}

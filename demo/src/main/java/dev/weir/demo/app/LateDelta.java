package dev.weir.demo.app;

import dev.weir.demo.process.Child;
import dev.weir.demo.view.Display;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The delta that no release was signed with: a worker builds it while the rollout waits. */
final class LateDelta {
  /** How long the rollout waits. */
  static final String PREPARE = "atMost=90s,then=full";

  private static final Duration LIMIT = Duration.ofSeconds(100);

  /**
   * All agents decode on the processors of one machine, so decoding is dear: of the deltas that
   * such an agent can decode, the one without tables costs it least.
   */
  private static final String CLASSES =
      """
      # Whom deltas are for: the agents of this demo. Prices are in millionths, sizes in bytes.
      kind: DeviceClasses
      prices:
        cpuSecond: 5000 # they share the processors of one machine
        flashMegabyte: 0
        hour: 0
      links:
        - name: metered
          bytesPerSecond: 65536
          megabyte: 200000
      classes:
        - name: compiler
          links: [metered]
          memory: 4194304
          speeds: {XZ: 10000000, MIXED: 1000000, MIXED_LZMA: 10000000}
      """;

  private final World world;
  private final Plot plot;

  LateDelta(World world) {
    this.world = world;
    this.plot = world.plot();
  }

  static void writeClasses(Path file) throws IOException {
    Files.writeString(file, CLASSES);
  }

  /** Starts a worker once the rollout waits, and ends when it waits no more. */
  void build(RolloutWatch watch) throws IOException {
    watch.until(
        "the rollout's wait for a delta",
        LIMIT,
        view -> view.state() == RolloutState.PREPARING && !view.deltas().isEmpty());
    world.operator().must(List.of("rollout", "status", plot.rollout().name()));
    Path global = plot.folder().resolve("global");
    Child worker =
        world
            .supervisor()
            .startOnce(
                "worker",
                world.programs().worker(global, world.reading().globalAddress(), plot.classes()));
    world
        .display()
        .say(
            "a worker (process "
                + worker.pid()
                + ", with a token that is good for jobs alone) takes the job; "
                + plot.classes()
                + " says what bytes and decoding cost");
    watch.until("the end of the wait", LIMIT, view -> view.state() != RolloutState.PREPARING);
    world.await("the worker's end", LIMIT, () -> !worker.isRunning());
    world.display().block(Files.readString(worker.log()));
  }

  /** Fails where no device took a payload that its signed manifest does not name. */
  void demandThatItWasTaken() {
    ReleaseView release =
        world
            .reading()
            .release(Rollouts.release(plot.to()))
            .orElseThrow(() -> new StoryEndedEarly("global does not show the release"));
    List<Digest> signed = release.manifest().payloads().stream().map(Payload::digest).toList();
    List<Report> took =
        world.reading().devices().stream()
            .map(DeviceView::report)
            .flatMap(Optional::stream)
            .filter(report -> report.payload().filter(one -> !signed.contains(one)).isPresent())
            .toList();
    if (took.isEmpty()) {
      throw new StoryEndedEarly("no device took the worker's delta");
    }
    long full = release.manifest().payloads().stream().mapToLong(Payload::size).max().orElse(0);
    world
        .display()
        .say(
            took.size()
                + " of "
                + plot.deviceCount()
                + " devices took the worker's delta, "
                + Display.bytes(took.get(0).payloadBytes())
                + " in place of "
                + Display.bytes(full)
                + " for the full image");
  }
}

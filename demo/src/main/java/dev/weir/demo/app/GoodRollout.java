package dev.weir.demo.app;

import dev.weir.demo.view.Display;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.message.Fetch;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rollout that ends well: canary, then the rest. */
final class GoodRollout {
  private final World world;
  private final Plot plot;
  private final RolloutWatch watch;

  GoodRollout(World world) {
    this.world = world;
    this.plot = world.plot();
    this.watch = new RolloutWatch(world, plot.rollout());
  }

  RolloutWatch watch() {
    return watch;
  }

  void refuseAGateThatCannotBeMet() {
    world.display().chapter("2  The plan, and a gate that can't be met");
    int tooMany = plot.canaries() + 1;
    world.operator().must(withCanaryGate("plan", tooMany));
    int code = world.operator().run(withCanaryGate("start", tooMany));
    if (code != 3) {
      throw new StoryEndedEarly("a start with an unmeetable gate ended with exit code " + code);
    }
    world.display().say("refused with exit code 3");
  }

  private List<String> withCanaryGate(String verb, int sample) {
    String usual = Rollouts.canaryGate(plot.canaries());
    return command(verb).stream()
        .map(word -> word.equals(usual) ? Rollouts.canaryGate(sample) : word)
        .toList();
  }

  void plan() {
    world.operator().must(command("plan"));
  }

  private List<String> command(String verb) {
    List<String> command =
        new ArrayList<>(Rollouts.command(plot, verb, plot.rollout().name(), plot.to()));
    command.addAll(List.of("--prepare", LateDelta.PREPARE));
    return command;
  }

  void start() {
    world.display().chapter("3  The rollout waits for the delta, which a worker builds");
    world.operator().must(command("start"));
  }

  void run(Interruptions interruptions) {
    world.display().chapter("4  The waves; one agent and one region are killed on the way");
    watch.until(
        "the rollout's completion with all devices committed",
        Duration.ofSeconds(150),
        view -> {
          interruptions.look(view);
          return RolloutWatch.committed(view) == plot.deviceCount();
        });
    interruptions.demandThatAllHappened();
  }

  void showTable() {
    world.display().chapter("What it took");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "device",
            "region",
            "transport",
            "payload by",
            "from",
            "to",
            "downloaded",
            "full image",
            "share",
            "time"));
    for (DeviceView summary : world.reading().devices()) {
      rows.add(row(world.reading().device(summary.device()).orElseThrow()));
    }
    world.display().table(rows);
    for (RegionView region : world.reading().regions()) {
      showWan(region);
    }
  }

  private List<String> row(DeviceView device) {
    Report last = device.report().orElseThrow();
    Duration took = Duration.between(last.startedAt().orElse(last.at()), last.at());
    return List.of(
        device.device().text(),
        device.region().map(Object::toString).orElse("-"),
        last.transport(),
        last.path() + " " + last.payloadCodec(),
        last.from().text(),
        last.running().text(),
        Display.bytes(last.downloadedBytes()),
        Display.bytes(last.imageBytes()),
        String.format(
            Locale.ROOT,
            "%.1f %%",
            100.0 * last.downloadedBytes() / Math.max(1, last.imageBytes())),
        String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3));
  }

  private void showWan(RegionView region) {
    RegionHealth health = region.health().orElseThrow();
    int most = health.fetches().stream().mapToInt(Fetch::times).max().orElse(0);
    world
        .display()
        .say(
            "region "
                + region.region()
                + ": "
                + Display.bytes(health.wanBytes())
                + " over the WAN for "
                + Display.bytes(health.deviceBytes())
                + " to its devices; "
                + health.fetches().size()
                + " artifacts, each fetched "
                + (most == 1 ? "once" : "at most " + most + " times"));
  }
}

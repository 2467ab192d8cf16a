package dev.weir.demo.app;

import dev.weir.demo.image.Protoc;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the controllers and the devices, and waits until global knows what each of them runs. */
final class Fleet {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final World world;
  private final Plot plot;

  Fleet(World world) {
    this.world = world;
    this.plot = world.plot();
  }

  void start() throws Exception {
    world.display().chapter("The fleet: everything is a process of its own, in " + plot.folder());
    Path image = new Protoc(plot.folder().resolve("images")).resolve(plot.from(), plot.cpu());
    Files.createDirectories(plot.folder().resolve("join"));
    startGlobal();
    trustReleaseKey();
    startRegions();
    startDevices(image);
  }

  private void startGlobal() {
    Path folder = plot.folder().resolve("global");
    world.supervisor().start("global", world.programs().global(folder));
    world.await("global's start", LIMIT, () -> world.reading().globalAnswers());
    world.display().say("global serves " + world.reading().globalAddress());
  }

  /** Devices learn at enrolment whose releases to believe, so the key comes first. */
  private void trustReleaseKey() {
    String key = plot.releaseKey().toString();
    world.operator().quietly("key", "create", key);
    world.operator().quietly("key", "trust", key + ".pub");
  }

  private void startRegions() throws IOException, Malformed {
    for (String region : plot.regionNames()) {
      Path join = plot.folder().resolve("join").resolve("region-" + region);
      world.operator().quietly("token", "create", "--kind", "region", "--file", join.toString());
      overItsLink(join, region);
      world
          .supervisor()
          .start(
              "region-" + region,
              world.programs().region(world.regionFolder(region), region, join));
    }
    world.await(
        "the regions' start",
        LIMIT,
        () -> world.reading().regionsWithEndpoints().containsAll(plot.regionNames()));
    world
        .reading()
        .regions()
        .forEach(
            region ->
                world
                    .display()
                    .say(
                        "region "
                            + region.region()
                            + " serves "
                            + region.health().orElseThrow().endpoints().stream()
                                .map(endpoint -> endpoint.address().toString())
                                .toList()));
  }

  /** A region reaches global over a link that can be cut. */
  private void overItsLink(Path join, String region) throws IOException, Malformed {
    JoinFile file = JoinFile.CODEC.fromJson(Files.readString(join));
    JoinFile linked =
        new JoinFile(
            world.links().of(region).address(),
            file.authorities(),
            file.token(),
            file.kind(),
            file.validUntil());
    Files.writeString(join, JoinFile.CODEC.toJson(linked));
  }

  private void startDevices(Path image) {
    for (Plot.Device device : plot.devices()) {
      startDevice(device, image);
    }
    world.await("the devices' first reports", LIMIT, this::allReported);
    for (DeviceView device : world.reading().devices()) {
      world
          .display()
          .say(
              "device "
                  + device.device()
                  + " in "
                  + device.region().map(Object::toString).orElse("no region")
                  + " runs "
                  + device.report().orElseThrow().running()
                  + " (signed report over "
                  + device.report().orElseThrow().transport()
                  + ")");
    }
  }

  private void startDevice(Plot.Device device, Path image) {
    Path join = plot.folder().resolve("join").resolve("device-" + device.id());
    world
        .operator()
        .quietly(
            "token",
            "create",
            "--kind",
            "device",
            "--region",
            device.region(),
            "--file",
            join.toString());
    List<String> options =
        new ArrayList<>(
            List.of(
                "--id",
                device.id().text(),
                "--join",
                join.toString(),
                "--model",
                Plot.MODEL,
                "--hardware",
                "r1",
                "--site",
                device.region() + "-site",
                "--labels",
                "place=" + device.region(),
                "--transport",
                device.transport(),
                "--image",
                image.toString(),
                "--image-version",
                plot.from(),
                "--heartbeat",
                "500ms"));
    if (device.equals(plot.slowDevice())) {
      options.addAll(List.of("--rate", Integer.toString(plot.rate())));
    }
    world
        .supervisor()
        .start(
            "device-" + device.id(), world.programs().agent(world.deviceFolder(device), options));
  }

  private boolean allReported() {
    List<DeviceView> devices = world.reading().devices();
    return devices.size() == plot.deviceCount()
        && devices.stream().allMatch(device -> device.report().isPresent());
  }
}

package dev.weir.demo.app;

import dev.weir.demo.image.Cpu;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.rank.Rank;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who takes part.
 *
 * @param next version of the release that is left for somebody to roll out
 * @param rate of the slow device, bytes a second
 */
record Plot(
    Path folder,
    int regions,
    int deviceCount,
    String from,
    String to,
    String next,
    int rate,
    Cpu cpu) {
  static final String MODEL = "compiler";

  /** One device of the story. */
  record Device(DeviceId id, String region, String transport) {}

  List<String> regionNames() {
    List<String> names = new ArrayList<>(List.of("north", "south", "east", "west"));
    for (int i = names.size(); i < regions; i++) {
      names.add("region-" + (i + 1));
    }
    return names.subList(0, regions);
  }

  /** Evenly over the regions; the first of each region, and every fourth after it, speaks CoAP. */
  List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < deviceCount; i++) {
      String region = regionNames().get(i % regions);
      boolean coap = i / regions % 4 == 0 || (i == 1 && regions == 1);
      devices.add(
          new Device(
              DeviceId.of(region + "-" + (i / regions + 1)), region, coap ? "coap" : "mqtt"));
    }
    return devices;
  }

  RolloutId rollout() {
    return RolloutId.of("update-to-" + to);
  }

  /** The slow one: over MQTT, and last of them in the rollout, so that it is not in the canary. */
  Device slowDevice() {
    return devices().stream()
        .filter(device -> device.transport().equals("mqtt"))
        .max(Comparator.comparing(device -> Rank.of(rollout(), device.id())))
        .orElseThrow();
  }

  Path releaseKey() {
    return folder.resolve("release-key.pem");
  }

  /** Whom deltas are for. */
  Path classes() {
    return folder.resolve("classes.yaml");
  }

  int canaries() {
    return Math.max(1, deviceCount / 4);
  }
}

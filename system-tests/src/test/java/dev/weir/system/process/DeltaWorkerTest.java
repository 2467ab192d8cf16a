package dev.weir.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.agent.health.Machine;
import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.message.RolloutState;
import dev.weir.system.console.PumpImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases without deltas, and a rollout that waits for the one that a worker builds. */
class DeltaWorkerTest {
  private static final String OLD = "1.4.0";
  private static final String NEW = "1.5.0";

  @TempDir private Path folder;

  @Test
  void aRolloutWaitsForADeltaThatAWorkerBuildsAndThenDevicesAreUpdated() throws IOException {
    Optional<Machine> machine = PumpImage.machineHere();
    assumeTrue(machine.isPresent(), "no program can be made for this machine");
    try (Fleet fleet = new Fleet(folder, Fleet.QUICK)) {
      fleet.region("north", "--sync", "250ms");
      fleet.awaitRegions();
      Path factory = release(fleet, new PumpImage(machine.get(), OLD, 1));
      release(fleet, new PumpImage(machine.get(), NEW, 2));
      fleet.agents(List.of(device("pump-1", factory), device("pump-2", factory)));
      Await.until("the pumps' first reports", () -> reported(fleet) == 2);

      fleet
          .operator()
          .does(
              "rollout",
              "start",
              "update",
              "--release",
              "pump-v2-" + NEW,
              "--wave",
              "all",
              "--prepare",
              "atMost=1h,then=hold");
      RolloutView preparing = rollout(fleet);
      assertThat(preparing.state()).isEqualTo(RolloutState.PREPARING);
      assertThat(preparing.deltas()).extracting(DeltaJobView::devices).containsExactly(2);

      String said = fleet.operator().does("delta", "worker", "--once");
      assertThat(said).contains(OLD + " to " + NEW + ", for 2 devices");
      DeltaJobView job = fleet.api().get("/v1/delta-jobs", DeltaJobList.CODEC).items().get(0);
      assertThat(job.state()).isEqualTo(DeltaJobState.DONE);
      assertThat(job.bytes()).isBetween(1L, 250_000L);
      assertThat(rollout(fleet).prepared()).startsWith("all deltas that it waited for are built");
      Await.until("the update", () -> rollout(fleet).state() == RolloutState.COMPLETED);
      assertThat(rollout(fleet).waves().get(0).counts().committed()).isEqualTo(2);
      Await.until("the reports", () -> tookTheDelta(fleet) == 2);
    }
  }

  private Fleet.Device device(String name, Path image) {
    return new Fleet.Device(
        name,
        "north",
        List.of(
            "--model",
            "pump-v2",
            "--transport",
            "mqtt",
            "--image",
            image.toString(),
            "--image-version",
            OLD,
            "--heartbeat",
            "1s"));
  }

  /** Built from the image alone, signed and published; gives the image. */
  private Path release(Fleet fleet, PumpImage pump) throws IOException {
    Path image = pump.write(folder);
    String release = folder.resolve("release-" + pump.version()).toString();
    fleet
        .operator()
        .does(
            "release",
            "build",
            "--model",
            "pump-v2",
            "--version",
            pump.version(),
            "--counter",
            Integer.toString(pump.number()),
            "--image",
            image.toString(),
            "--health-arg=--version",
            "--health-expect",
            pump.banner(),
            "--trial",
            "1s",
            "--folder",
            release);
    fleet.operator().does("release", "sign", release, "--key", fleet.releaseKey().toString());
    fleet.operator().does("release", "publish", release);
    return image;
  }

  private static long reported(Fleet fleet) {
    return fleet.api().get("/v1/devices", DevicePage.CODEC).items().stream()
        .filter(device -> device.report().isPresent())
        .count();
  }

  /** Devices that report an update by the delta that was built after the release was signed. */
  private static long tookTheDelta(Fleet fleet) {
    return fleet.api().get("/v1/devices", DevicePage.CODEC).items().stream()
        .flatMap(device -> device.report().stream())
        .filter(report -> !report.payloadCodec().equals("XZ"))
        .filter(report -> report.downloadedBytes() < 250_000)
        .count();
  }

  private static RolloutView rollout(Fleet fleet) {
    return fleet.api().get("/v1/rollouts/update", RolloutView.CODEC);
  }
}

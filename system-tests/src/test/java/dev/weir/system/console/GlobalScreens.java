package dev.weir.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.system.process.Api;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each screen of global's console, number by number. */
abstract class GlobalScreens {
  private final World world;
  private final Api api;
  private final Agreement agreement;

  GlobalScreens(World world) {
    this.world = world;
    this.api = world.api();
    this.agreement = new Agreement(world, api);
  }

  @Test
  void overview() {
    Screen screen =
        agreement.on(
            "",
            () -> {
              Overview overview = api.get("/v1/overview", Overview.CODEC);
              Agreement.Values values =
                  new Agreement.Values()
                      .at("#devices", Screen.number(overview.devices()))
                      .at("#online", Screen.number(overview.online()));
              for (DeviceState state : DeviceState.values()) {
                long inState =
                    overview.census().stream()
                        .filter(row -> row.state() == state)
                        .mapToLong(CensusRow::devices)
                        .sum();
                values.at("#state-" + Screen.word(state), Screen.number(inState));
              }
              overview.census().forEach(row -> census(values, row, overview.census()));
              regions().forEach(region -> overview(values, region));
              return values;
            });
    List<Change> changes = api.get("/v1/overview", Overview.CODEC).changes();
    assertThat(screen.texts(".changes > li")).hasSize(Math.min(12, changes.size()));
    assertThat(screen.text("#change-" + changes.get(0).number()))
        .contains(changes.get(0).subject(), changes.get(0).detail());
  }

  private static void census(Agreement.Values values, CensusRow row, List<CensusRow> all) {
    long devices =
        all.stream()
            .filter(other -> other.model().equals(row.model()))
            .filter(other -> other.version().equals(row.version()))
            .filter(other -> other.state() == row.state())
            .mapToLong(CensusRow::devices)
            .sum();
    String version = row.version().map(Object::toString).orElse("none");
    values.in(
        "version-" + row.model() + "-" + version, Screen.word(row.state()), Screen.number(devices));
  }

  private List<RegionView> regions() {
    return api.get("/v1/regions", RegionList.CODEC).items();
  }

  private static void overview(Agreement.Values values, RegionView region) {
    String row = "region-" + region.region();
    RegionHealth health = region.health().orElseThrow();
    values
        .in(row, "Devices", Screen.number(region.devices()))
        .in(row, "Online", Screen.number(health.online()))
        .in(row, "Backlog", Screen.number(health.backlog()));
  }

  @Test
  void aNumberLeadsToItsDevices() {
    world.look(api, "");
    world.browser().click("a:has(> #state-committed)");
    world.browser().await("tbody tr");
    Screen list = Screen.of(world.browser());
    List<String> committed =
        api.get("/v1/devices?state=COMMITTED", DevicePage.CODEC).items().stream()
            .map(device -> device.device().text())
            .toList();
    assertThat(list.texts("tbody th")).isEqualTo(committed);
  }

  @Test
  void devices() {
    agreement.on(
        "/devices?selector=site%3Dplant-2",
        () -> {
          Agreement.Values values = new Agreement.Values();
          List<DeviceView> devices =
              api.get("/v1/devices?selector=site%3Dplant-2", DevicePage.CODEC).items();
          devices.forEach(device -> row(values, device));
          return values.put(
              "all of them",
              devices.stream().map(device -> device.device().text()).toList().toString(),
              screen -> screen.texts("tbody th").toString());
        });
  }

  private static void row(Agreement.Values values, DeviceView device) {
    String row = "device-" + device.device();
    values
        .in(row, "State", Screen.word(device.state()))
        .in(row, "Runs", device.report().orElseThrow().running().text())
        .in(row, "Wanted", device.desired().map(Object::toString).orElse("–"))
        .in(row, "Model", device.model().toString())
        .in(row, "Site", device.site().text())
        .in(row, "Region", device.region().orElseThrow().text());
  }

  @Test
  void device() {
    String pump = world.pumps().get(0);
    agreement.on(
        "/devices/" + pump,
        () -> {
          DeviceView device = api.get("/v1/devices/" + pump, DeviceView.CODEC);
          long downloaded = device.report().orElseThrow().downloadedBytes();
          return new Agreement.Values()
              .at("#desired", device.desired().map(Object::toString).orElse("nothing new"))
              .at("#reported", device.report().orElseThrow().running().text())
              .put(
                  "steps of its attempts",
                  Screen.number(device.reports().size()),
                  screen -> Screen.number(screen.texts(".timeline li").size()))
              .put(
                  "bytes downloaded",
                  "true",
                  screen ->
                      Boolean.toString(screen.text(".bytes").contains(Screen.bytes(downloaded))))
              .put(
                  "charts of what it measures",
                  "true",
                  screen -> Boolean.toString(screen.texts("#telemetry svg").size() >= 3));
        });
  }

  @Test
  void releases() {
    agreement.on(
        "/releases",
        () -> {
          Agreement.Values values = new Agreement.Values();
          for (ReleaseView release : api.get("/v1/releases", ReleaseList.CODEC).items()) {
            String id = "release-" + release.manifest().release();
            values.put(
                id,
                release.manifest().payloads().stream()
                    .map(Payload::size)
                    .map(Screen::bytes)
                    .sorted()
                    .toList()
                    .toString(),
                screen ->
                    screen.texts("[id='" + id + "'] .payloads td:nth-child(2)").stream()
                        .sorted()
                        .toList()
                        .toString());
          }
          return values;
        });
  }

  @Test
  void rollouts() {
    agreement.on(
        "/rollouts",
        () -> {
          Agreement.Values values = new Agreement.Values();
          for (RolloutView rollout : api.get("/v1/rollouts", RolloutList.CODEC).items()) {
            long done = 0;
            long targets = 0;
            for (var wave : rollout.waves()) {
              done += wave.counts().committed() + wave.counts().already();
              targets += wave.counts().targets();
            }
            values.in(
                "rollout-" + rollout.spec().rollout(),
                "Done",
                Screen.number(done) + " of " + Screen.number(targets));
          }
          return values;
        });
  }

  @Test
  void rollout() {
    agreement.on(
        "/rollouts/" + World.DONE,
        () -> {
          RolloutView rollout = world.rollout(World.DONE);
          Agreement.Values values =
              new Agreement.Values().at("h1 .badge", Screen.word(rollout.state()));
          List<WaveCounts> waves = rollout.waves().stream().map(wave -> wave.counts()).toList();
          Counted.on(values, waves);
          rollout
              .regions()
              .forEach(
                  region ->
                      values.in(
                          "counts-" + region.region(),
                          "Committed",
                          Screen.number(
                              region.counts().waves().stream()
                                  .mapToLong(WaveCounts::committed)
                                  .sum())));
          return values;
        });
  }

  @Test
  void targets() {
    agreement.on(
        "/rollouts/" + World.DONE + "/targets",
        () -> {
          Agreement.Values values = new Agreement.Values();
          TargetPage page = api.get("/v1/rollouts/" + World.DONE + "/targets", TargetPage.CODEC);
          for (Target target : page.items()) {
            String row = "target-" + target.device();
            values
                .in(row, "State", Screen.word(target.state()))
                .in(row, "Runs", target.version().orElseThrow().text())
                .in(row, "Wave", Screen.number(target.wave() + 1))
                .in(row, "Region", target.region().text());
          }
          return values;
        });
  }

  @Test
  void regionsOfIt() {
    agreement.on(
        "/regions",
        () -> {
          Agreement.Values values = new Agreement.Values();
          for (RegionView region : regions()) {
            String id = "#" + region.region();
            RegionHealth health = region.health().orElseThrow();
            values
                .put(
                    id,
                    List.of(
                            Screen.number(region.devices()),
                            Screen.number(health.online()),
                            Screen.number(health.backlog()),
                            Screen.bytes(health.cacheBytes()),
                            Screen.bytes(health.wanBytes()),
                            Screen.bytes(health.deviceBytes()))
                        .toString(),
                    screen -> screen.texts(id + " .tiles b").toString())
                .put(
                    id + " directives",
                    "taken "
                        + Screen.number(region.feedCursor())
                        + " of "
                        + Screen.number(region.feedEnd()),
                    screen -> screen.fact(id, "Directives"));
          }
          return values;
        });
  }
}

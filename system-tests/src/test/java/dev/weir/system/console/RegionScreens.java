package dev.weir.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.message.Fetch;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.system.process.Api;
import dev.weir.system.process.Await;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each screen of a region's console, number by number, with global there and with global gone. */
abstract class RegionScreens {
  private static final String IN_TOUCH = "Global answers.";

  private final World world;
  private final Api api;
  private final Agreement agreement;

  RegionScreens(World world) {
    this.world = world;
    this.api = world.north();
    this.agreement = new Agreement(world, api);
  }

  private RegionStatus status() {
    return api.get("/v1/status", RegionStatus.CODEC);
  }

  @Test
  void overview() {
    agreement.on(
        "",
        () -> {
          RegionStatus status = status();
          RegionHealth health = status.health();
          return new Agreement.Values()
              .at("#devices", Screen.number(health.devices()))
              .at("#online", Screen.number(health.online()))
              .at("#backlog-count", Screen.number(health.backlog()))
              .at("#cache-bytes", Screen.bytes(health.cacheBytes()))
              .put(
                  "fetched",
                  Screen.bytes(health.wanBytes()) + " over the WAN",
                  s -> s.fact("#cache", "Fetched"))
              .put(
                  "sent",
                  Screen.bytes(health.deviceBytes()) + " to devices",
                  s -> s.fact("#cache", "Sent"))
              .put(
                  "incarnation",
                  Long.toString(status.incarnation()),
                  s -> s.fact("#backlog", "Incarnation"))
              .put(
                  "directives",
                  "taken up to " + Screen.number(status.feedCursor()),
                  s -> s.fact("#backlog", "Directives"))
              .put(
                  "each artifact",
                  health.fetches().stream()
                      .map(Fetch::bytes)
                      .map(Screen::bytes)
                      .toList()
                      .toString(),
                  s -> s.texts("#cache tbody td:last-child").toString())
              .at("#wan strong", IN_TOUCH);
        });
  }

  @Test
  void devices() {
    agreement.on(
        "/devices",
        () -> {
          Agreement.Values values = new Agreement.Values();
          for (LocalDeviceView device : api.get("/v1/devices", LocalDevicePage.CODEC).items()) {
            String row = "device-" + device.device();
            values
                .in(row, "Here", device.online() ? "online" : "offline")
                .in(row, "Runs", device.version().orElseThrow().text())
                .in(row, "Model", device.model().toString())
                .in(row, "Over", device.transport());
          }
          return values;
        });
  }

  @Test
  void device() {
    String pump = world.pumps().get(1);
    agreement.on(
        "/devices/" + pump,
        () -> {
          LocalDeviceView device = api.get("/v1/devices/" + pump, LocalDeviceView.CODEC);
          return new Agreement.Values()
              .at("h1 .badge", device.online() ? "online" : "offline")
              .at("#desired", device.desired().map(Object::toString).orElse("nothing new"))
              .at("#reported", device.version().orElseThrow().text())
              .at(".against tr:nth-child(2) td", device.generation() + " sent")
              .at(".slots b", device.version().orElseThrow().text());
        });
  }

  @Test
  void rollout() {
    agreement.on(
        "/rollouts/" + World.DONE,
        () -> {
          Agreement.Values values = new Agreement.Values();
          Counted.on(values, done().counts().waves());
          return values;
        });
  }

  private LocalRolloutView done() {
    return api.get("/v1/rollouts", LocalRolloutList.CODEC).items().stream()
        .filter(rollout -> rollout.rollout().text().equals(World.DONE))
        .findFirst()
        .orElseThrow();
  }

  /** Whether it heard of global within the last ten seconds; after that, its pages say so. */
  private boolean isInTouch() {
    Instant since = status().globalSince().orElseThrow();
    return Instant.now().isBefore(since.plusSeconds(10));
  }

  @Test
  void withoutGlobalItGoesOnAndSaysSinceWhen() {
    world.fleet().global().stop();
    try {
      Await.until("word of it", () -> !isInTouch());
      for (String page : List.of("", "/devices/" + world.pumps().get(1))) {
        agreement.on(
            page,
            () -> {
              RegionStatus status = status();
              return new Agreement.Values()
                  .at(
                      "#wan strong",
                      "Global has not answered since "
                          + Screen.moment(status.globalSince().orElseThrow()))
                  .put(
                      "until when",
                      "true",
                      screen ->
                          Boolean.toString(
                              screen
                                  .text("#wan")
                                  .contains(Screen.moment(status.leaseUntil().orElseThrow()))));
            });
      }
      assertThat(world.look(api, "").text("#online"))
          .isEqualTo(Screen.number(world.pumps().size() / 2));
    } finally {
      world.fleet().global().start();
      Await.until("global's start", world.api()::isUp);
    }
    Await.until("global again", this::isInTouch);
    assertThat(world.look(api, "").text("#wan strong")).isEqualTo(IN_TOUCH);
  }
}

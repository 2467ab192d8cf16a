package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.ReleaseViews;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.wire.Malformed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and what global answers to them. */
class ListsTest extends CliFixture {

  @Test
  void devicesAreFetchedPageByPageEmptyOnesIncluded() {
    DeviceView device = Views.quiet();
    String query = "GET /v1/devices?limit=";
    String selector = "&selector=site%20in%20%28a%2Cb%29";
    global.answer(query + 500 + selector, 200, page(List.of(device), "one"));
    global.answer(query + 500 + selector + "&cursor=one", 200, page(List.of(), "t+o"));
    global.answer(query + 500 + selector + "&cursor=t%2Bo", 200, page(List.of(device), ""));

    assertThat(run("get", "devices", "-l", "site in (a,b)")).isZero();
    assertThat(printed().lines()).hasSize(3);
  }

  @Test
  void noMoreDevicesAreFetchedThanTheLimit() {
    global.answer("GET /v1/devices?limit=1", 200, page(List.of(Views.quiet()), "one"));

    assertThat(run("get", "devices", "--limit", "1")).isZero();
    assertThat(printed()).contains("There may be more");
    assertThat(run("get", "devices", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void aServerThatGoesRoundInCirclesIsLeft() {
    global.answer("GET /v1/devices?limit=500", 200, page(List.of(), "one"));
    global.answer("GET /v1/devices?limit=500&cursor=one", 200, page(List.of(), "one"));

    assertThat(run("get", "devices")).isEqualTo(1);
    assertThat(complained()).contains("the same page again and again");
  }

  private static String page(List<DeviceView> devices, String next) {
    return DevicePage.CODEC.toJson(
        new DevicePage(devices, Optional.of(next).filter(text -> !text.isEmpty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get devices   | /v1/devices?limit=500 | weir token create --kind device",
        "get regions   | /v1/regions?limit=500 | weir token create --kind region",
        "get rollouts  | /v1/rollouts?limit=500 | weir rollout plan update-1",
        "rollout list  | /v1/rollouts?limit=500 | weir rollout plan update-1",
        "get releases  | /v1/releases?limit=500 | weir help release build",
        "release list  | /v1/releases?limit=500 | weir help release build",
      })
  void anEmptyListSaysWhatToTypeNext(String command, String path, String next) {
    global.answer("GET " + path, 200, "{\"items\":[]}");

    assertThat(run(command.split(" ", -1))).isZero();
    assertThat(printed()).contains(next);
  }

  @Test
  void everyListIsFetchedToItsLastPage() {
    RolloutList one = new RolloutList(List.of(Views.running()), Optional.of("a"));
    RolloutList two = new RolloutList(List.of(Views.halted()));
    global.answer("GET /v1/rollouts?limit=500", 200, RolloutList.CODEC.toJson(one));
    global.answer("GET /v1/rollouts?limit=500&cursor=a", 200, RolloutList.CODEC.toJson(two));
    RegionList regions = Views.regions();
    global.answer(
        "GET /v1/regions?limit=500",
        200,
        RegionList.CODEC.toJson(new RegionList(regions.items(), Optional.of("b"))));
    global.answer("GET /v1/regions?limit=500&cursor=b", 200, RegionList.CODEC.toJson(regions));
    ReleaseList releases = ReleaseViews.releases();
    global.answer(
        "GET /v1/releases?limit=500",
        200,
        ReleaseList.CODEC.toJson(new ReleaseList(releases.items(), Optional.of("c"))));
    global.answer("GET /v1/releases?limit=500&cursor=c", 200, ReleaseList.CODEC.toJson(releases));

    assertThat(run("get", "rollouts")).isZero();
    assertThat(run("get", "regions")).isZero();
    assertThat(run("get", "releases")).isZero();
    assertThat(printed().lines()).hasSize((1 + 2) + (1 + 4) + (1 + 2));
  }

  @Test
  void aFilterThatMatchesNothingIsSaid() {
    global.answer("GET /v1/devices?limit=500&selector=a%3Db", 200, "{\"items\":[]}");

    assertThat(run("get", "devices", "-l", "a=b")).isZero();
    assertThat(printed()).isEqualTo("No device is like that. All of them: weir get devices\n");
  }

  @Test
  void devicesAreChosenByWhatTheyAreAndRun() {
    global.answer(
        "GET /v1/devices?limit=500&selector=a&state=FAILED&version=1.1.0%2B7&region=north",
        200, page(List.of(Views.quiet()), ""));

    assertThat(
            run(
                "get",
                "devices",
                "-l",
                "a",
                "--state",
                "failed",
                "--version",
                "1.1.0+7",
                "--region",
                "north"))
        .as(complained())
        .isZero();
    assertThat(printed()).contains("acme~pump-2");
    assertThat(run("get", "devices", "--state", "broken")).isEqualTo(2);
  }

  @Test
  void jsonIsWhatTheApiSays() throws Malformed {
    String json = ReleaseList.CODEC.toJson(ReleaseViews.releases());
    global.answer("GET /v1/releases?limit=500", 200, json);
    global.answer(
        "GET /v1/rollouts?limit=500", 200, RolloutList.CODEC.toJson(new RolloutList(List.of())));
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));

    assertThat(run("get", "releases", "-o", "json")).isZero();
    assertThat(run("get", "rollouts", "-o", "JSON")).isZero();
    assertThat(run("describe", "device", "pump-1", "--output=json")).isZero();
    List<String> lines = printed().lines().toList();
    assertThat(lines).hasSize(3).startsWith(json);
    assertThat(DeviceView.CODEC.fromJson(lines.get(2))).isEqualTo(Views.device());
  }

  @Test
  void anAnswerThatNobodyUnderstandsIsAnError() {
    global.answer("GET /v1/regions?limit=500", 200, "<html>");
    global.answer("GET /v1/releases?limit=500", 502, "<html>bad gateway");

    assertThat(run("get", "regions")).isEqualTo(1);
    assertThat(run("get", "releases")).isEqualTo(1);
    assertThat(complained())
        .contains("/v1/regions?limit=500: global answers what this command does not understand")
        .contains("GET /v1/releases?limit=500 is answered 502 <html>bad gateway");
  }
}

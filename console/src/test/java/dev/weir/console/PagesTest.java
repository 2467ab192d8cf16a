package dev.weir.console;

import static dev.weir.protocol.message.RolloutState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.RolloutState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages say, and that nobody can put anything into them. */
class PagesTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>'\"><img src=x onerror=alert(2)>{{7*7}}";
  private static final Clock CLOCK = Clock.fixed(Things.NOW, ZoneOffset.UTC);

  private static final String UPDATE = "/console/rollouts/spring-update";

  @TempDir private Path folder;
  private Served served;

  @AfterEach
  void stop() {
    served.close();
  }

  private Served open(FixtureFleet fleet) throws IOException {
    served =
        new Served(
            folder,
            CLOCK,
            console ->
                fleet instanceof FixtureFleet.Global global
                    ? console.global(global)
                    : console.region(Things.NORTH, (FixtureFleet.Region) fleet));
    served.signIn(Served.TOKEN);
    return served;
  }

  private static FixtureFleet fleet(String tier, String text, boolean isEmpty) {
    return tier.equals("global")
        ? new FixtureFleet.Global(text, isEmpty)
        : new FixtureFleet.Region(text, isEmpty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"global", "region"})
  void everyLinkLeadsToAPageAndWhatDevicesSayStaysText(String tier) throws IOException {
    Map<String, Document> pages = Walk.over(open(fleet(tier, HOSTILE, false)));
    assertThat(pages).hasSizeGreaterThan(30);
    int seen = 0;
    for (Map.Entry<String, Document> entry : pages.entrySet()) {
      Document page = entry.getValue();
      String address = entry.getKey();
      assertThat(page.select("script:not([src]), style, [style], img[src=x], iframe, object"))
          .as(address)
          .isEmpty();
      assertThat(page.select("script[src]").eachAttr("src"))
          .as(address)
          .allMatch(src -> src.startsWith("/console/asset/"));
      for (Element element : page.getAllElements()) {
        assertThat(element.attributes().asList())
            .as(address + " " + element.tagName())
            .noneMatch(attribute -> attribute.getKey().startsWith("on"));
      }
      assertThat(page.select("a[href]").eachAttr("href"))
          .as(address)
          .allMatch(href -> href.matches("(/console|#|https://127\\.0\\.0\\.1:8443/console).*"));
      seen += page.text().contains(HOSTILE) ? 1 : 0;
    }
    assertThat(seen).as("pages that show what was said").isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"global", "region"})
  void anEmptyFleetSaysWhatToType(String tier) throws IOException {
    open(fleet(tier, "", true));
    List<String> pages =
        tier.equals("global")
            ? List.of("", "/devices", "/rollouts", "/releases", "/regions", "/new-rollout")
            : List.of("", "/devices", "/rollouts");
    for (String page : pages) {
      assertThat(served.page("/console" + page).select(".empty code").eachText())
          .as(page)
          .isNotEmpty()
          .allMatch(command -> command.startsWith("weir "));
    }
  }

  @Test
  void theOverviewCountsDevicesByStateAndEachNumberLeadsToThem() throws IOException {
    open(new FixtureFleet.Global("", false));
    Document page = served.page("/console");
    assertThat(page.selectFirst("#devices").text()).isEqualTo("185");
    assertThat(page.selectFirst("#state-committed").text()).isEqualTo(Long.toString(committed()));
    assertThat(page.selectFirst("#version-pump-v2-1\\.8\\.2 td.n a").attr("href"))
        .isEqualTo("/console/devices?selector=model%3Dpump-v2&version=1.8.2");
    assertThat(page.select("#version-pump-v2-1\\.9\\.0 a").eachAttr("href"))
        .contains("/console/devices?selector=model%3Dpump-v2&version=1.9.0&state=committed");
    assertThat(page.select("#region-south .badge").text()).isEqualTo("cut off");
    assertThat(page.select(".changes li").first().text()).contains("wave opened spring-update");
    assertThat(page.select(".changes a").eachAttr("href"))
        .contains("/console/rollouts/spring-update", "/console/releases#release-pump-v2-1.9.0");
  }

  private static long committed() {
    return Pumps.all().stream().filter(pump -> pump.state() == DeviceState.COMMITTED).count();
  }

  @Test
  void aRegionsOverviewCountsItsOwnDevicesAsWell() throws IOException {
    open(new FixtureFleet.Region("", false));
    Document page = served.page("/console");
    assertThat(page.selectFirst("#devices").text()).isEqualTo("120");
    assertThat(page.select("#version-pump-v2-1\\.9\\.0 a").eachAttr("href"))
        .contains("/console/devices?selector=model%3Dpump-v2&version=1.9.0&state=committed");
    assertThat(page.select("#rollout-spring-update .badge").text()).isEqualTo("running");
  }

  @Test
  void aRegionShowsWhatItKnowsOfARollout() throws IOException {
    FixtureFleet.Region fleet = new FixtureFleet.Region("", false);
    open(fleet);
    Document page = served.page("/console/rollouts/spring-update");
    assertThat(page.selectFirst("#wave-2 .muted").text())
        .isEqualTo("open up to rank 599999999996a770, 35% of all ranks");
    assertThat(page.selectFirst("#wave-2 .gate").text()).contains("that ended here committed");
    assertThat(page.selectFirst("#may-still-install a").attr("href"))
        .isEqualTo("/console/rollouts/spring-update/targets?state=may-still-install");
    assertThat(page.select("#all-unreached, #all-silent")).hasSize(2);
    assertThat(page.selectFirst(".facts").text())
        .contains("8 of 100 are held", "20% of at least 5");
    assertThat(page.selectFirst("#fallbacks").text())
        .isEqualTo("given to 2 devices: 18.4 MB of 50.0 MB");

    Map<String, String> halt =
        served.form("/console/rollouts/spring-update", "/console/rollouts/spring-update/halt");
    halt.put("reason", "pumps leak");
    served.post("/console/rollouts/spring-update/halt", halt);
    assertThat(fleet.told).containsExactly("halt spring-update pumps leak");
    Document halted = served.page("/console/rollouts/spring-update");
    assertThat(halted.selectFirst("#halted").text()).contains("This region halted it: pumps leak");
    assertThat(halted.selectFirst("#command-halt")).isNull();
  }

  @Test
  void aRolloutTellsUnreachedFromSilentAndWhatMayStillInstall() throws IOException {
    open(new FixtureFleet.Global("", false));
    Document page = served.page("/console/rollouts/spring-update");
    assertThat(page.selectFirst("#all-unreached").text()).isEqualTo("4 unreached");
    assertThat(page.selectFirst("#all-silent").text()).isEqualTo("2 silent");
    assertThat(page.selectFirst("#may-still-install").text()).startsWith("14 devices may still");
    assertThat(page.select(".stop").eachAttr("class"))
        .containsExactly("stop t-good is-passed", "stop t-busy is-open", "stop t-idle is-shut");
    assertThat(page.selectFirst("#wave-2 .gate").text()).contains("27 of 28 ended committed");
    assertThat(page.select("#wave-2 .legend a").eachAttr("href"))
        .contains("/console/rollouts/spring-update/targets?wave=2&state=failed");
  }

  @Test
  void aRolloutThatPreparesShowsItsDeltas() throws IOException {
    FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
    fleet.keep(Things.rollout(Things.spec(Things.ROLLOUT), RolloutState.PREPARING, "", 10));
    open(fleet);
    Document page = served.page("/console/rollouts/spring-update");
    assertThat(page.selectFirst("#preparing").text())
        .startsWith("It waits for deltas, at most until 09:40:00.");
    assertThat(page.select("#deltas tbody tr")).hasSize(1);
    assertThat(page.selectFirst("#deltas tbody tr").text())
        .startsWith("1.7.0 84 building – 2 builder-1 worker builder-2 was not heard of");
    assertThat(page.selectFirst(".facts").text())
        .contains("not waited for; they join as they are built", "it fails");
  }

  @Test
  void aDeviceShowsItsAttemptWithBytesAndItsSlots() throws IOException {
    open(new FixtureFleet.Global("", false));
    Document page = served.page("/console/devices/pump-0007");
    assertThat(page.select(".timeline b").eachText())
        .containsExactly("downloading", "downloaded", "installing", "trial", "committed");
    assertThat(page.selectFirst(".bytes").text())
        .isEqualTo(
            "gdiffXz of 412.3 kB, 11% of the image's 3.8 MB; downloaded 498.0 kB, resumed at"
                + " 196.6 kB, over http");
    assertThat(page.select(".slot dt").eachText()).containsExactly("Active, slot b", "Inactive");
    assertThat(page.select(".slot b").eachText()).containsExactly("1.9.0", "1.8.2");
  }

  @Test
  void aDeviceSaysWhyItWaitsForEachRolloutThatIsUnderWay() throws IOException {
    FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
    fleet.keep(Things.rollout(Things.spec(RolloutId.of("over")), COMPLETED, "", 1));
    open(fleet);
    assertThat(served.page("/console/devices/pump-0008").select("[data-own]").eachAttr("hx-get"))
        .contains(
            "/console/devices/pump-0008/why/spring-update",
            "/console/devices/pump-0008/why/hotfix-3")
        .doesNotContain("/console/devices/pump-0008/why/over");
  }

  @Test
  void telemetryIsDrawnAndTold() throws IOException {
    open(new FixtureFleet.Global("", false));
    Document part = served.page("/console/devices/pump-0007/telemetry", "HX-Request", "true");
    assertThat(part.select("figcaption").eachText())
        .containsExactly(
            "cpu load 24%",
            "memory used 201.4 MB", "network received 16.4 kB/s", "temperature 44.3 °C");
    assertThat(part.select("#chart-cpu-load-table tbody tr")).hasSize(24);
    assertThat(part.select("svg").first().select("path.line"))
        .as("a gap parts the line")
        .hasSize(2);
    assertThat(part.selectFirst(".counts").text()).contains("7 boots");
  }

  @Test
  void aRegionThatDoesNotAnswerIsToldInThePart() throws IOException {
    open(new FixtureFleet.Global("", true));
    Document part = served.page("/console/devices/pump-0007/telemetry", "HX-Request", "true");
    assertThat(part.text()).contains("region north did not answer within 3 s");
  }

  @Test
  void aRegionSaysSinceWhenGlobalDoesNotAnswer() throws IOException {
    FixtureFleet.Region fleet = new FixtureFleet.Region("", false);
    open(fleet);
    assertThat(served.page("/console").selectFirst("#wan").text()).startsWith("Global answers.");
    fleet.globalSince = Things.ago(252);
    for (String page : List.of("", "/devices", "/devices/pump-0007", "/rollouts")) {
      assertThat(served.page("/console" + page).selectFirst("#wan").text())
          .startsWith("Global has not answered since 2026-03-04 09:25:48 UTC (4m ago).")
          .contains("under its lease until 2026-03-04 10:25:48 UTC");
    }
    fleet.globalSince = Things.ago(4_000);
    assertThat(served.page("/console").selectFirst("#wan").text()).contains("Its lease is over");
  }

  @Test
  void devicesArePagedByCursor() throws IOException {
    open(new FixtureFleet.Global("", false));
    Document first = served.page("/console/devices?selector=site%3Dplant-7");
    String next = first.selectFirst("a[rel=next]").attr("href");
    assertThat(next).isEqualTo("/console/devices?selector=site%3Dplant-7&cursor=pump-0050");
    assertThat(served.page(next).select("tbody tr").first().id()).isEqualTo("device-pump-0051");
  }

  @Test
  void rolloutsAndReleasesArePagedByCursor() throws IOException {
    FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
    for (int i = 1; i <= 60; i++) {
      fleet.keep(Things.rollout(Things.spec(RolloutId.of("old-" + i)), COMPLETED, "", 1));
      fleet.releases.add(Things.release(new Version("0." + i), 17, ""));
    }
    open(fleet);
    assertThat(everyRow("/console/rollouts", "tbody tr")).hasSize(62).doesNotHaveDuplicates();
    assertThat(everyRow("/console/releases", "section.release")).hasSize(62);
    assertThat(served.page("/console/releases?cursor=pump-v2-0.40").text())
        .as("the base of a delta is on another page")
        .contains("delta from 1.8.2");
  }

  /** The ids of all rows on a page and those that follow it. */
  private List<String> everyRow(String first, String row) {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.of(first);
    while (next.isPresent()) {
      Document page = served.page(next.get());
      ids.addAll(page.select(row).eachAttr("id"));
      next = page.select("a[rel=next]").eachAttr("href").stream().findFirst();
    }
    return ids;
  }

  @Test
  void aDoubleClickDoesNothingTwice() throws IOException {
    FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
    open(fleet);
    Map<String, String> pause = served.form(UPDATE, UPDATE + "/pause");
    for (int i = 0; i < 2; i++) {
      assertThat(served.post(UPDATE + "/pause", pause).headers().firstValue("Location"))
          .contains(UPDATE);
    }
    assertThat(fleet.told).hasSize(1);
    pause.remove("once");
    assertThat(served.post(UPDATE + "/pause", pause).statusCode()).isEqualTo(400);
  }

  @Test
  void aStalePageChangesNothingAndSaysWhatChangedMeanwhile() throws IOException {
    FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
    open(fleet);
    Map<String, String> pause = served.form(UPDATE, UPDATE + "/pause");
    pause.put("reason", "lunch & <b>");
    fleet.keep(Things.rollout(Things.spec(Things.ROLLOUT), RolloutState.RUNNING, "", 10));
    fleet.changes.add(
        0, new Change(10, Things.NOW.plusSeconds(1), "waveOpened", "spring-update", "rest"));
    String conflict =
        served.post(UPDATE + "/pause", pause).headers().firstValue("Location").orElseThrow();
    assertThat(fleet.told).isEmpty();
    Document page = served.page(conflict);
    assertThat(page.selectFirst("#conflict").text()).contains("Nothing was done");
    assertThat(page.select("#conflict .changes li").eachText())
        .singleElement()
        .asString()
        .contains("wave opened spring-update · rest");
    assertThat(page.selectFirst("#command-pause").hasAttr("open")).isTrue();
    assertThat(page.selectFirst("#reason-pause").val()).isEqualTo("lunch & <b>");
    Map<String, String> again = served.form(conflict, UPDATE + "/pause");
    served.post(UPDATE + "/pause", again);
    assertThat(fleet.told).containsExactly("PAUSE spring-update lunch & <b>");
  }

  @Test
  void aWrongAddressIsToldOnAPage() throws IOException {
    open(new FixtureFleet.Global("", false));
    assertThat(served.get("/console/devices/nobody").statusCode()).isEqualTo(404);
    assertThat(served.get("/console/devices/nobody").body()).contains("there is no device nobody");
    assertThat(served.get("/console/devices?state=odd").body()).contains("there is no \"odd\"");
    assertThat(served.get("/console/devices?selector=a(b").statusCode()).isEqualTo(400);
  }

  @Test
  void theFieldInTheHeadFindsADeviceOrSelects() throws IOException {
    open(new FixtureFleet.Global("", false));
    assertThat(served.get("/console/find?text=pump-0003").headers().firstValue("Location"))
        .contains("/console/devices/pump-0003");
    assertThat(served.get("/console/find?text=site%3Da").headers().firstValue("Location"))
        .contains("/console/devices?selector=site%3Da");
    assertThat(served.get("/console/find?text=lab").headers().firstValue("Location"))
        .contains("/console/devices?selector=lab");
  }
}

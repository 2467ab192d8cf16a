package dev.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.form.Fields;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting a rollout: the plan comes first, and what starts is what was planned. */
class NewRolloutTest {
  private static final String PAGE = "/console/new-rollout";

  @TempDir private Path folder;
  private final FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
  private Served served;
  private Document page;

  @BeforeEach
  void open() throws IOException {
    served =
        new Served(
            folder, Clock.fixed(Things.NOW, ZoneOffset.UTC), console -> console.global(fleet));
    served.signIn(Served.TOKEN);
    page = served.page(PAGE + "?release=pump-v2-1.9.0");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /** Sends the form as it stands on the page, with a field changed. */
  private HttpResponse<String> send(String button, String field, String value) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (Element input : page.select("form.rollout-form input, form.rollout-form select")) {
      form.computeIfAbsent(input.attr("name"), name -> new ArrayList<>()).add(value(input));
    }
    form.put(field, List.of(value));
    form.put("do", List.of(button));
    HttpResponse<String> answer = served.post(PAGE, new Fields(form));
    page = Jsoup.parse(answer.body());
    return answer;
  }

  private static String value(Element field) {
    Element chosen = field.selectFirst("option[selected]");
    return chosen == null ? field.val() : chosen.val();
  }

  @Test
  void thePlanComesFirst() {
    assertThat(page.selectFirst("#do-start")).isNull();
    assertThat(send("start", "rollout", "update-9").statusCode()).isEqualTo(200);
    assertThat(fleet.told).isEmpty();
    assertThat(page.selectFirst("#plan-targets").text()).isEqualTo("246");
    assertThat(send("start", "rollout", "update-9").headers().firstValue("Location"))
        .contains("/console/rollouts/update-9");
    assertThat(fleet.told).containsExactly("start update-9");
  }

  @Test
  void aChangeAfterThePlanIsPlannedAgain() {
    send("plan", "rollout", "update-9");
    assertThat(send("start", "rollout", "update-10").statusCode()).isEqualTo(200);
    assertThat(fleet.told).isEmpty();
    assertThat(page.selectFirst("#do-start").text()).isEqualTo("Start update-10");
  }

  @Test
  void aGateThatCanNotBeMetCanNotBeStarted() {
    send("plan", "rollout", "update-9");
    page.selectFirst("#wave-sample-1").val("11");
    send("plan", "rollout", "update-9");
    assertThat(page.selectFirst("#plan-head .badge").text()).isEqualTo("can not start");
    assertThat(page.selectFirst("#do-start")).isNull();
  }

  @Test
  void faultsStandAtTheirFieldsAndNothingIsLost() {
    assertThat(send("plan", "max-concurrent", "none").statusCode()).isEqualTo(422);
    assertThat(page.selectFirst("#max-concurrent").val()).isEqualTo("none");
    assertThat(page.selectFirst("#max-concurrent-fault").text()).contains("at least 1");
    assertThat(page.selectFirst("#rollout").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.selectFirst("#more").hasAttr("open")).isTrue();
  }

  @Test
  void aRefusalIsToldAndTheFormStays() {
    send("plan", "rollout", "spring-update");
    send("start", "rollout", "spring-update");
    assertThat(page.selectFirst("[role=alert]").text())
        .contains("there is a rollout spring-update already");
    assertThat(page.selectFirst("#rollout").val()).isEqualTo("spring-update");
  }

  @Test
  void anotherWaveIsARow() {
    send("wave", "rollout", "update-9");
    assertThat(page.select("input[name=wave-name]")).hasSize(3);
    assertThat(page.selectFirst("#wave-size-3").val()).isEqualTo("all");
  }
}

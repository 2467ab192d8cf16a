package dev.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.session.Attempts;
import dev.weir.console.session.Sessions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, how long they stay, and what only their own pages may send. */
class DoorTest {
  private static final String ROLLOUT = "/console/rollouts/spring-update";

  @TempDir private Path folder;
  private final FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
  private final MovedClock clock = new MovedClock();
  private Served served;

  /** A clock that tests move. */
  private static final class MovedClock extends Clock {
    private Instant now = Things.NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() throws IOException {
    served = new Served(folder, clock, console -> console.global(fleet));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void nobodySeesAPageBeforeSigningIn() {
    for (String path : new String[] {"/console", "/console/devices", ROLLOUT, "/console/find"}) {
      assertThat(location(served.get(path))).startsWith("/console/sign-in?then=%2Fconsole");
    }
    assertThat(location(served.get("/"))).isEqualTo("/console");
    HttpResponse<String> live = served.get("/console", "HX-Request", "true");
    assertThat(live.statusCode()).isEqualTo(401);
    assertThat(live.headers().firstValue("HX-Redirect")).contains("/console/sign-in");
    assertThat(location(served.post(ROLLOUT + "/abort", Map.of()))).isEqualTo("/console/sign-in");
    assertThat(fleet.told).isEmpty();
  }

  @Test
  void theTokenSignsInWithACookieThatScriptsAndOtherSitesCanNotHave() {
    HttpResponse<String> answer = served.signIn(Served.TOKEN);
    assertThat(location(answer)).isEqualTo("/console");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .matches(
            "__Host-weir-global-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly;"
                + " SameSite=Strict; Max-Age=43200");
    assertThat(served.get("/console").statusCode()).isEqualTo(200);
    assertThat(served.get("/console").body()).doesNotContain(Served.TOKEN);
  }

  @Test
  void everyAnswerForbidsWhatPagesDoNotNeed() {
    served.signIn(Served.TOKEN);
    for (String path : new String[] {"/console", "/console/sign-in", "/", "/console/devices/no"}) {
      HttpResponse<String> answer = served.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void aWrongTokenIsRefusedAndTooManyAreNotEvenLookedAt() {
    for (int i = 0; i < Attempts.MOST; i++) {
      assertThat(served.signIn("wrong").statusCode()).isEqualTo(403);
    }
    assertThat(served.signIn(Served.TOKEN).statusCode()).isEqualTo(429);
    clock.now = clock.now.plus(Attempts.PAUSE);
    assertThat(served.signIn("wrong").statusCode()).isEqualTo(403);
    assertThat(served.signIn(Served.TOKEN).statusCode()).isEqualTo(429);
    clock.now = clock.now.plus(Attempts.PAUSE);
    assertThat(served.signIn(Served.TOKEN).statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsIdleAndPagesThatRenewThemselvesDoNotKeepIt() {
    served.signIn(Served.TOKEN);
    Duration step = Sessions.IDLE.minusSeconds(1);
    clock.now = clock.now.plus(step);
    assertThat(served.get("/console").statusCode()).isEqualTo(200);
    clock.now = clock.now.plus(step);
    assertThat(served.get("/console", "HX-Request", "true").statusCode()).isEqualTo(200);
    clock.now = clock.now.plusSeconds(1);
    assertThat(served.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsHoweverMuchItIsUsed() {
    served.signIn(Served.TOKEN);
    Instant end = clock.now.plus(Sessions.WHOLE);
    while (clock.now.plus(Duration.ofMinutes(20)).isBefore(end)) {
      clock.now = clock.now.plus(Duration.ofMinutes(20));
      assertThat(served.get("/console").statusCode()).isEqualTo(200);
    }
    clock.now = end;
    assertThat(served.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void signingOutEndsTheSessionHere() {
    served.signIn(Served.TOKEN);
    String csrf = served.csrf();
    assertThat(location(served.post("/console/sign-out", Map.of("csrf", csrf))))
        .isEqualTo("/console/sign-in");
    assertThat(served.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void aWriteNeedsTheTokenOfTheSession() {
    served.signIn(Served.TOKEN);
    for (String write :
        new String[] {ROLLOUT + "/pause", "/console/new-rollout", "/console/theme"}) {
      assertThat(served.post(write, Map.of()).statusCode()).as(write).isEqualTo(403);
      assertThat(served.post(write, Map.of("csrf", "guess")).statusCode()).isEqualTo(403);
    }
    assertThat(fleet.told).isEmpty();
    Map<String, String> form = served.form(ROLLOUT, ROLLOUT + "/pause");
    form.put("reason", "lunch");
    assertThat(location(served.post(ROLLOUT + "/pause", form))).isEqualTo(ROLLOUT);
    assertThat(fleet.told).containsExactly("PAUSE spring-update lunch");
  }

  @Test
  void aWriteFromAnotherSiteIsRefusedWhateverItCarries() {
    served.signIn(Served.TOKEN);
    Map<String, String> form = Map.of("csrf", served.csrf());
    assertThat(served.post(ROLLOUT + "/abort", form, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(served.post(ROLLOUT + "/abort", form, "Sec-Fetch-Site", "same-site").statusCode())
        .isEqualTo(403);
    assertThat(served.post(ROLLOUT + "/abort", form, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(fleet.told).isEmpty();
  }

  @Test
  void whereToGoAfterwardsIsAlwaysOneOfOurPages() {
    for (String then :
        new String[] {
          "https://evil.example", "//evil.example", "/consolex", "/console//evil", ""
        }) {
      HttpResponse<String> answer =
          served.post("/console/sign-in", Map.of("token", Served.TOKEN, "then", then));
      assertThat(location(answer)).as(then).isEqualTo("/console");
    }
    HttpResponse<String> answer =
        served.post(
            "/console/sign-in",
            Map.of("token", Served.TOKEN, "then", "/console/devices?state=failed"));
    assertThat(location(answer)).isEqualTo("/console/devices?state=failed");
  }

  @Test
  void lightAndDarkAreKept() {
    served.signIn(Served.TOKEN);
    HttpResponse<String> answer =
        served.post(
            "/console/theme", Map.of("csrf", served.csrf(), "theme", "dark", "back", ROLLOUT));
    assertThat(location(answer)).isEqualTo(ROLLOUT);
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-weir-global-theme=dark;");
  }
}

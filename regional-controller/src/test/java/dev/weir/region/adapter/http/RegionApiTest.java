package dev.weir.region.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.check.Described;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.Fixtures;
import dev.weir.region.view.DeviceFilter;
import dev.weir.region.view.Measured;
import dev.weir.region.view.RegionQueries;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import dev.weir.web.Gatekeeper;
import dev.weir.web.WebServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionApiTest {
  private static final String TOKEN = "secret";

  @TempDir Path folder;
  private Credentials credentials;
  private WebServer api;
  private HttpClient client;
  private Described described;
  private final List<String> halted = new ArrayList<>();

  /** Serves three devices, and pages as it is told. */
  private static final class Devices implements RegionQueries {
    private static LocalDeviceView view(int number) {
      return new LocalDeviceView(
          Fixtures.device(number),
          true,
          "mqtt",
          Optional.of(Fixtures.START),
          Optional.of(Fixtures.OLD),
          Optional.of(Fixtures.OLD_IMAGE),
          Generation.NONE,
          Generation.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          0,
          Fixtures.PUMP,
          Map.of("line", "a"),
          Optional.empty(),
          "",
          Optional.empty(),
          "",
          Optional.empty());
    }

    @Override
    public void status(Consumer<RegionStatus> reply) {
      reply.accept(
          new RegionStatus(
              Fixtures.REGION,
              5,
              new RegionHealth(3, 2, 0, 0, 0, 0, List.of(), List.of(), 0, 0, List.of()),
              Optional.empty(),
              Optional.empty(),
              9,
              List.of(),
              List.of()));
    }

    @Override
    public void devices(
        DeviceFilter filter, Optional<DeviceId> after, int limit, Consumer<LocalDevicePage> reply) {
      List<LocalDeviceView> items = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        LocalDeviceView view = view(i);
        boolean isAfter = after.map(id -> view.device().compareTo(id) > 0).orElse(true);
        boolean isWanted =
            filter.selector().matches(view.labels())
                && filter.online().orElse(true)
                && filter.phase().isEmpty()
                && filter.version().map(Fixtures.OLD::equals).orElse(true)
                && filter.state().isEmpty();
        if (isAfter && isWanted && items.size() < limit) {
          items.add(view);
        }
      }
      reply.accept(new LocalDevicePage(items, Optional.empty()));
    }

    @Override
    public void device(DeviceId device, Consumer<Optional<LocalDeviceView>> reply) {
      reply.accept(device.equals(Fixtures.device(1)) ? Optional.of(view(1)) : Optional.empty());
    }

    @Override
    public void why(RolloutId rollout, DeviceId device, Consumer<Optional<Explanation>> reply) {
      reply.accept(
          Optional.of(
              new Explanation(
                  device, rollout, "offline", "", "", Optional.empty(), Optional.empty())));
    }

    @Override
    public void rollouts(Consumer<LocalRolloutList> reply) {
      reply.accept(
          new LocalRolloutList(
              List.of(
                  new LocalRolloutView(
                      Fixtures.ROLLOUT,
                      ReleaseId.of("release-r1"),
                      RolloutState.RUNNING,
                      Fixtures.PUMP,
                      "",
                      new RolloutCounts(Fixtures.ROLLOUT, List.of(), true),
                      "3 of 3 failed",
                      "",
                      1,
                      10,
                      List.of(Rank.HIGHEST),
                      List.of(),
                      2,
                      18_000,
                      20_000))));
    }

    @Override
    public void targets(RolloutId rollout, TargetsAsk ask, Consumer<Optional<TargetPage>> reply) {
      Target target =
          new Target(
              Fixtures.device(ask.limit()),
              Fixtures.REGION,
              ask.wave().orElse(0),
              ask.state().orElse(TargetState.WAITING),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      reply.accept(
          rollout.equals(Fixtures.ROLLOUT)
              ? Optional.of(new TargetPage(List.of(target), Optional.empty(), List.of()))
              : Optional.empty());
    }

    @Override
    public void telemetry(DeviceId device, TelemetryAsk ask, Consumer<Measured> reply) {
      if (device.equals(Fixtures.device(3))) {
        reply.accept(new Measured.Later());
      } else if (device.equals(Fixtures.device(1))) {
        Duration step = Duration.between(ask.since(), ask.until()).dividedBy(ask.points());
        reply.accept(
            new Measured.Readings(
                new TelemetryView(device, ask.since(), ask.until(), step, List.of(), 7)));
      } else {
        reply.accept(new Measured.NotServed());
      }
    }
  }

  @BeforeEach
  void opens() throws Exception {
    Authority authority = Authority.open(folder.resolve("ca"));
    credentials =
        authority.identify(
            new IdentityFolder(folder.resolve("region")),
            Peer.of(Fixtures.REGION),
            List.of("127.0.0.1"));
    api = WebServer.bind(settings(0), credentials);
    api.serve(
        RegionApi.routes(new Devices(), this::halt, new Gatekeeper(TOKEN), () -> Fixtures.START));
    client = HttpClient.newBuilder().sslContext(Tls.context(credentials)).build();
    described = Described.of(description());
  }

  private void halt(RolloutId rollout, String why, Consumer<Reception> done) {
    boolean isKnown = rollout.equals(Fixtures.ROLLOUT);
    halted.add(rollout + " " + why);
    done.accept(isKnown ? Reception.TAKEN : Reception.REFUSED);
  }

  private String description() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(api.address().resolve("/v1/openapi.json")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static WebServer.Settings settings(int port) {
    return new WebServer.Settings("127.0.0.1", port, 16, false);
  }

  @AfterEach
  void closes() {
    api.close();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(api.address().resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(
        HttpRequest.newBuilder(api.address().resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  /** Every answer is held against the description that the API gives of itself. */
  private HttpResponse<String> send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    described.check(
        request.method(),
        request.uri().getPath(),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
    return answer;
  }

  @Test
  void anOperatorReadsStatusDevicesAndReasons() throws Exception {
    assertThat(RegionStatus.CODEC.fromJson(get("/v1/status", TOKEN).body()).feedCursor())
        .isEqualTo(9);
    LocalDevicePage page =
        LocalDevicePage.CODEC.fromJson(
            get("/v1/devices?selector=line%3Da&cursor=pump-1&limit=1", TOKEN).body());
    assertThat(page.items())
        .extracting(LocalDeviceView::device)
        .containsExactly(Fixtures.device(2));
    assertThat(get("/v1/devices/pump-1", TOKEN).body()).contains("pump-1");
    Codec<Explanation> codec = Codec.of(Explanation.TABLE, Limits.REGION_MESSAGE);
    assertThat(codec.fromJson(get("/v1/rollouts/r1/why/pump-1", TOKEN).body()).rule())
        .isEqualTo("offline");
  }

  @Test
  void everyRouteAnswersAsItIsDescribed() throws Exception {
    for (String path :
        List.of(
            "/v1/openapi.json",
            "/v1/status",
            "/v1/devices",
            "/v1/devices/pump-1",
            "/v1/devices/pump-1/telemetry",
            "/v1/rollouts",
            "/v1/rollouts/r1/targets",
            "/v1/rollouts/r1/why/pump-1")) {
      assertThat(get(path, TOKEN).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(post("/v1/rollouts/r1:halt", "{}").statusCode()).isEqualTo(200);
    assertThat(described.unseen()).isEmpty();
  }

  @Test
  void devicesAreFilteredByPresenceAndPhase() throws Exception {
    assertThat(page("/v1/devices?online=true").items()).hasSize(3);
    assertThat(page("/v1/devices?online=false").items()).isEmpty();
    assertThat(page("/v1/devices?phase=trial").items()).isEmpty();
    assertThat(page("/v1/devices?version=0.0.7").items()).isEmpty();
    assertThat(page("/v1/devices?state=failed").items()).isEmpty();
    assertThat(get("/v1/devices?state=odd", TOKEN).statusCode()).isEqualTo(400);
    assertThat(get("/v1/devices?online=yes", TOKEN).body()).contains("online", "true or false");
    assertThat(get("/v1/devices?phase=resting", TOKEN).statusCode()).isEqualTo(400);
  }

  @Test
  void anOperatorHaltsARolloutHere() throws Exception {
    assertThat(post("/v1/rollouts/r1:halt", "{\"reason\":\"pumps leak\"}").body())
        .contains("release-r1");
    assertThat(halted).containsExactly("r1 pumps leak");
    assertThat(post("/v1/rollouts/r2:halt", "{}").statusCode()).isEqualTo(404);
  }

  private LocalDevicePage page(String path) throws Exception {
    return LocalDevicePage.CODEC.fromJson(get(path, TOKEN).body());
  }

  @Test
  void anOperatorReadsRolloutsAndTheirTargets() throws Exception {
    LocalRolloutList rollouts = LocalRolloutList.CODEC.fromJson(get("/v1/rollouts", TOKEN).body());
    assertThat(rollouts.items().get(0).halted()).isEqualTo("3 of 3 failed");
    TargetPage targets =
        TargetPage.CODEC.fromJson(
            get("/v1/rollouts/r1/targets?wave=2&state=FAILED&limit=5", TOKEN).body());
    assertThat(targets.items().get(0).wave()).isEqualTo(2);
    assertThat(targets.items().get(0).state()).isEqualTo(TargetState.FAILED);
    assertThat(targets.items().get(0).device()).isEqualTo(Fixtures.device(5));
    assertThat(get("/v1/rollouts/r2/targets", TOKEN).statusCode()).isEqualTo(404);
    assertThat(get("/v1/rollouts/r1/targets?state=LOST", TOKEN).statusCode()).isEqualTo(400);
    assertThat(get("/v1/rollouts/r1/targets?wave=first", TOKEN).statusCode()).isEqualTo(400);
  }

  @Test
  void anOperatorReadsReadings() throws Exception {
    TelemetryView lastHour =
        TelemetryView.CODEC.fromJson(get("/v1/devices/pump-1/telemetry", TOKEN).body());
    assertThat(lastHour.until()).isEqualTo(Fixtures.START);
    assertThat(lastHour.since()).isEqualTo(Fixtures.START.minus(Duration.ofHours(1)));
    assertThat(lastHour.dropped()).isEqualTo(7);
    TelemetryView day =
        TelemetryView.CODEC.fromJson(
            get("/v1/devices/pump-1/telemetry?since=2025-12-31T00:00:00Z&points=24", TOKEN).body());
    assertThat(day.step()).isEqualTo(Duration.ofHours(1));
    assertThat(get("/v1/devices/pump-2/telemetry", TOKEN).statusCode()).isEqualTo(404);
    assertThat(get("/v1/devices/pump-3/telemetry", TOKEN).statusCode()).isEqualTo(503);
    assertThat(get("/v1/devices/pump-1/telemetry?since=2026-01-01T00:00:00Z", TOKEN).body())
        .contains("since must be before until");
    assertThat(get("/v1/devices/pump-1/telemetry?since=1h", TOKEN).body()).contains("since");
    assertThat(get("/v1/devices/pump-1/telemetry?points=501", TOKEN).statusCode()).isEqualTo(400);
  }

  @Test
  void whoHasNoTokenLearnsNothing() throws Exception {
    HttpResponse<String> answer = get("/v1/status", "wrong");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Problem.CODEC.fromJson(answer.body()).code()).isEqualTo("unauthorized");
  }

  @Test
  void wrongRequestsSayWhatIsWrong() throws Exception {
    assertThat(get("/v1/nothing", TOKEN).statusCode()).isEqualTo(404);
    assertThat(get("/v1/devices/pump-9", TOKEN).statusCode()).isEqualTo(404);
    assertThat(get("/v1/devices/PUMP", TOKEN).statusCode()).isEqualTo(400);
    assertThat(get("/v1/devices?limit=0", TOKEN).statusCode()).isEqualTo(400);
    assertThat(get("/v1/devices?limit=x", TOKEN).statusCode()).isEqualTo(400);
    assertThat(get("/v1/devices?selector=%3D%3D", TOKEN).body()).contains("selector");
    HttpResponse<String> posted =
        send(
            HttpRequest.newBuilder(api.address().resolve("/v1/status"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void aPortInUseIsNamed() {
    int port = api.address().getPort();
    assertThatThrownBy(() -> WebServer.bind(settings(port), credentials))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port);
  }
}

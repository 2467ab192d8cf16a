package dev.weir.region.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.check.Described;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.Fixtures;
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
              List.of()));
    }

    @Override
    public void devices(
        Selector selector, Optional<DeviceId> after, int limit, Consumer<LocalDevicePage> reply) {
      List<LocalDeviceView> items = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        LocalDeviceView view = view(i);
        boolean isAfter = after.map(id -> view.device().compareTo(id) > 0).orElse(true);
        if (isAfter && items.size() < limit && selector.matches(view.labels())) {
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
    api.serve(RegionApi.routes(new Devices(), new Gatekeeper(TOKEN)));
    client = HttpClient.newBuilder().sslContext(Tls.context(credentials)).build();
    described = Described.of(description());
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
    assertThat(get("/v1/openapi.json", "").statusCode()).isEqualTo(200);
    assertThat(described.unseen()).isEmpty();
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

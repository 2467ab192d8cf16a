package dev.weir.global.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.check.Described;
import dev.weir.global.Samples;
import dev.weir.node.Options;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.pki.Csr;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process's own wiring over real HTTPS: what goes right, and each kind of bad input. Every
 * answer is held against the description that the API gives of itself.
 */
class GlobalMainTest {
  private static final Bytes NOTHING = Bytes.EMPTY;

  @TempDir private Path data;
  private GlobalMain main;
  private String url = "";
  private String token = "";
  private HttpClient client;
  private Described described;

  /** Of the last sync of a region that is played by hand for long. */
  private long sequence = 10;

  private final Signer releaseKey = Ed25519.generate(new SecureRandom());
  private final Signer reportKey = Ed25519.generate(new SecureRandom());

  @BeforeEach
  void start() throws IOException {
    main = GlobalMain.start(Options.parse(List.of("--data", data.toString())));
    url = Files.readString(data.resolve("api.url")).strip();
    token = Files.readString(data.resolve("operator.token")).strip();
    client = client(Tls.anonymousClientContext(anchors()));
    described = Described.of(description());
  }

  private String description() {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/v1/openapi.json")).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    main.close();
  }

  private List<X509Certificate> anchors() throws IOException {
    return Pem.certificates(Files.readString(data.resolve("authorities.pem")));
  }

  private static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpClient by, HttpRequest request) {
    try {
      HttpResponse<byte[]> response = by.send(request, BodyHandlers.ofByteArray());
      described.check(
          request.method(),
          request.uri().getPath(),
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          text(response));
      return response;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> send(String method, String path, Bytes body) {
    return send(
        client, request(path).method(method, BodyPublishers.ofByteArray(body.toArray())).build());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static <T> T json(Codec<T> codec, HttpResponse<byte[]> response) throws Malformed {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return codec.fromJson(text(response));
  }

  private static Problem problem(HttpResponse<byte[]> response, int status, String code)
      throws Malformed {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    Problem problem = Problem.CODEC.fromJson(text(response));
    assertThat(response.statusCode()).as(problem.detail()).isEqualTo(status);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    return problem;
  }

  private <T> Bytes body(Codec<T> codec, T value) {
    return Bytes.ofUtf8(codec.toJson(value));
  }

  private JoinFile join(MemberKind kind) throws Malformed {
    TokenRequest request = new TokenRequest(kind, Duration.ofHours(1), Optional.empty());
    return json(JoinFile.CODEC, send("POST", "/v1/tokens", body(TokenRequest.CODEC, request)));
  }

  private HttpResponse<byte[]> enrol(MemberKind kind, String name, IdentityFolder folder)
      throws Malformed {
    EnrolRequest request =
        new EnrolRequest(
            kind,
            join(kind).token(),
            name,
            Csr.create(folder.keyPair()),
            kind == MemberKind.DEVICE ? reportKey.publicKey() : NOTHING,
            Optional.of(Samples.PUMP),
            "rev-a",
            Optional.of(SiteId.of("plant-1")),
            Map.of());
    return send("POST", "/v1/enrol", body(EnrolRequest.CODEC, request));
  }

  private HttpClient region(String name) throws Malformed {
    IdentityFolder folder = new IdentityFolder(data.resolve("member-" + name));
    EnrolReply reply = json(EnrolReply.CODEC, enrol(MemberKind.REGION, name, folder));
    folder.store(reply.certificates(), reply.authorities());
    return client(Tls.clientContext(folder.load(), peer -> peer.kind() == Peer.Kind.GLOBAL));
  }

  private HttpResponse<byte[]> sync(HttpClient by, String path, String region, long sequence) {
    return sync(by, path, region, sequence, List.of());
  }

  private HttpResponse<byte[]> sync(
      HttpClient by, String path, String region, long sequence, List<Answer> answers) {
    RegionSync sync =
        new RegionSync(
            RegionId.of(region),
            1,
            sequence,
            0,
            List.of(),
            List.of(),
            answers,
            new RegionHealth(
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(new Endpoint("mqtt", URI.create("ssl://127.0.0.1:8883"))),
                List.of(),
                0,
                0,
                List.of()),
            RegionSync.NEWEST);
    return send(
        by,
        request("/v1/regions/" + path + "/sync")
            .POST(BodyPublishers.ofByteArray(RegionSync.CODEC.encode(sync).toArray()))
            .build());
  }

  private void upload(Bytes content) {
    assertThat(send("PUT", "/v1/artifacts/" + content.digest(), content).statusCode())
        .isEqualTo(201);
  }

  private ReleaseView publish() throws Malformed {
    upload(Samples.FULL);
    upload(Samples.DELTA);
    assertThat(
            send(
                    "POST",
                    "/v1/release-keys",
                    body(KeyView.CODEC, new KeyView(releaseKey.publicKey())))
                .statusCode())
        .isEqualTo(204);
    Bytes signed = Manifests.sign(releaseKey, Samples.manifest("pump-2", 2));
    return json(ReleaseView.CODEC, send("POST", "/v1/releases", signed));
  }

  @Test
  void aFleetJoinsARegionSyncsAndARolloutIsPlanned() throws Malformed {
    HttpClient north = region("north");
    assertThat(sync(north, "north", "north", 1).statusCode()).isEqualTo(200);
    EnrolReply device =
        json(
            EnrolReply.CODEC,
            enrol(MemberKind.DEVICE, "pump-1", new IdentityFolder(data.resolve("pump-1"))));
    assertThat(device.endpoints()).hasSize(1);
    ReleaseView release = publish();

    FeedPage page = FeedPage.CODEC.decode(Bytes.wrap(sync(north, "north", "north", 2).body()));
    assertThat(page.items()).hasSize(1);
    HttpResponse<byte[]> manifest =
        send(north, HttpRequest.newBuilder(artifact(release.signedDigest().hex())).build());
    assertThat(Bytes.wrap(manifest.body()).digest()).isEqualTo(release.signedDigest());

    RolloutSpec spec = Samples.spec("r", Samples.all("all", new Gate(1_000_000, 1, Duration.ZERO)));
    PlanView plan =
        json(PlanView.CODEC, send("POST", "/v1/rollouts:plan", body(RolloutSpec.CODEC, spec)));
    assertThat(plan.rows().get(0).deviceBytes()).isEqualTo(3000);
    assertThat(send("POST", "/v1/rollouts", body(RolloutSpec.CODEC, spec)).statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/v1/rollouts/r", NOTHING).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/rollouts", NOTHING).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/releases", NOTHING).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/regions", NOTHING).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/devices?selector=model%3Dpump-v2&limit=5", NOTHING).statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/v1/devices/pump-1", NOTHING).statusCode()).isEqualTo(200);
    DevicePage none =
        json(
            DevicePage.CODEC,
            send("GET", "/v1/devices?state=UNKNOWN&version=&region=south&limit=5", NOTHING));
    assertThat(none.items()).isEmpty();
    DevicePage one =
        json(
            DevicePage.CODEC,
            send("GET", "/v1/devices?state=UNKNOWN&version=&region=north", NOTHING));
    assertThat(one.items()).hasSize(1);
    problem(send("GET", "/v1/devices?state=NONE", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/rollouts/r/targets?wave=-1", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/devices/x/telemetry?since=now", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/devices/x/telemetry", NOTHING), 404, "notFound");
    problem(send("GET", "/v1/rollouts/x/targets?wave=0&state=SILENT", NOTHING), 404, "notFound");
    assertThat(json(Overview.CODEC, send("GET", "/v1/overview", NOTHING)).devices()).isEqualTo(1);
    ChangePage changes = json(ChangePage.CODEC, send("GET", "/v1/changes?limit=1", NOTHING));
    assertThat(changes.items().get(0).subject()).isEqualTo("r");
    Bytes pin = Bytes.ofUtf8("{\"reason\":\"north\"}");
    assertThat(send("PUT", "/v1/devices/pump-1/pin", pin).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/v1/devices/pump-1/pin", NOTHING).statusCode()).isEqualTo(200);
    Bytes why = Bytes.ofUtf8("{\"reason\":\"tests\"}");
    assertThat(send("POST", "/v1/rollouts/r:pause", why).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/v1/rollouts/r:resume", why).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/v1/rollouts/r:abort", why).statusCode()).isEqualTo(200);
    problem(send("POST", "/v1/rollouts/r:resume", why), 409, "state");
    assertThat(send("GET", "/v1/openapi.json", NOTHING).statusCode()).isEqualTo(200);
    problem(send("GET", "/v1/rollouts/r/why/none", NOTHING), 404, "notFound");
    assertThat(send("GET", "/v1/overview", NOTHING).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/changes", NOTHING).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> rules = send("GET", "/v1/residency", NOTHING);
    assertThat(rules.statusCode()).isEqualTo(200);
    Bytes same = Bytes.wrap(rules.body());
    assertThat(send("POST", "/v1/residency:plan", same).statusCode()).isEqualTo(200);
    assertThat(send("PUT", "/v1/residency", same).statusCode()).isEqualTo(200);
    for (String asked :
        List.of("rollouts/r/why/pump-1", "rollouts/r/targets", "devices/pump-1/telemetry")) {
      HttpResponse<byte[]> answer = asked(north, "/v1/" + asked);
      assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    }
    // Only a device asks that; it does below.
    assertThat(described.unseen()).containsExactly("GET /v1/me");
  }

  /** Asks what a region answers, while that region, which is played by hand, syncs. */
  private HttpResponse<byte[]> asked(HttpClient north, String path) throws Malformed {
    CompletableFuture<HttpResponse<byte[]>> asked =
        CompletableFuture.supplyAsync(() -> send("GET", path, NOTHING));
    while (!asked.isDone()) {
      HttpResponse<byte[]> page = sync(north, "north", "north", ++sequence);
      List<Answer> answers =
          FeedPage.CODEC.decode(Bytes.wrap(page.body())).queries().stream()
              .map(GlobalMainTest::answer)
              .toList();
      sync(north, "north", "north", ++sequence, answers);
    }
    return asked.join();
  }

  private static Answer answer(Query query) {
    return switch (query.kind()) {
      case RANKS -> Answer.ranks(query.id(), List.of());
      case WHY -> Answer.why(query.id(), offline(query));
      case TARGETS ->
          Answer.targets(query.id(), new TargetPage(List.of(), Optional.empty(), List.of()));
      case TELEMETRY -> Answer.telemetry(query.id(), noReadings(query));
    };
  }

  private static TelemetryView noReadings(Query query) {
    return new TelemetryView(
        query.device().orElseThrow(),
        Samples.NOON,
        Samples.NOON,
        Duration.ofMinutes(1),
        List.of(),
        0);
  }

  private static Explanation offline(Query query) {
    return new Explanation(
        query.device().orElseThrow(),
        query.rollout().orElseThrow(),
        "offline",
        "",
        "",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void everyFaultOfABodyIsNamed() throws Malformed {
    Bytes five =
        Bytes.ofUtf8(
            "{\"rollout\":\"Bad Name\",\"release\":5,\"selector\":[],\"waves\":[{\"name\":1}],"
                + "\"deadlines\":{\"accept\":1,\"download\":1,\"install\":1},\"abort\":[]}");
    assertThat(problem(send("POST", "/v1/rollouts", five), 400, "malformed").errors())
        .extracting(FieldError::pointer)
        .containsExactly("/rollout", "/release", "/selector", "/waves/0/name", "/waves/0/gate");
    RolloutSpec spec =
        Samples.spec(
            "r",
            "site in (",
            List.of(),
            Samples.share("half", 500_000, new Gate(1, 1, Duration.ZERO)));
    assertThat(
            problem(
                    send("POST", "/v1/rollouts:plan", body(RolloutSpec.CODEC, spec)),
                    422,
                    "badSpec")
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/selector", "/waves/0");
  }

  @Test
  void aWriteUnderAKeyIsAnsweredTheSameAfterARestart() throws IOException {
    TokenRequest wish = new TokenRequest(MemberKind.REGION, Duration.ofHours(1), Optional.empty());
    String first = text(keyed("k-1", wish));
    assertThat(text(keyed("k-1", wish))).isEqualTo(first);
    main.close();
    start();
    assertThat(text(keyed("k-1", wish))).isEqualTo(first);
    assertThat(text(keyed("k-2", wish))).isNotEqualTo(first);
    TokenRequest other = new TokenRequest(MemberKind.DEVICE, Duration.ofHours(1), Optional.empty());
    problem(keyed("k-1", other), 422, "idempotencyKeyReused");
  }

  private HttpResponse<byte[]> keyed(String key, TokenRequest wish) {
    return send(
        client,
        request("/v1/tokens")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(BodyPublishers.ofByteArray(body(TokenRequest.CODEC, wish).toArray()))
            .build());
  }

  @Test
  void aPinIsChangedOnWhatWasReadAlone() throws Malformed {
    HttpClient north = region("north");
    sync(north, "north", "north", 1);
    json(
        EnrolReply.CODEC,
        enrol(MemberKind.DEVICE, "pump-1", new IdentityFolder(data.resolve("pump-1"))));
    String tag =
        send("GET", "/v1/devices/pump-1", NOTHING).headers().firstValue("ETag").orElseThrow();
    assertThat(pin(tag).statusCode()).isEqualTo(200);
    assertThat(problem(pin(tag), 412, "conflict").detail()).contains(tag, ".north");
  }

  private HttpResponse<byte[]> pin(String match) {
    return send(
        client,
        request("/v1/devices/pump-1/pin")
            .header("If-Match", match)
            .PUT(BodyPublishers.ofString("{\"reason\":\"north\"}"))
            .build());
  }

  @Test
  void listsComeInPages() throws Malformed {
    region("north");
    region("south");
    RegionList first = json(RegionList.CODEC, send("GET", "/v1/regions?limit=1", NOTHING));
    assertThat(first.items()).hasSize(1);
    RegionList second =
        json(
            RegionList.CODEC,
            send("GET", "/v1/regions?cursor=" + first.next().orElseThrow(), NOTHING));
    assertThat(second.items()).extracting(view -> view.region().text()).containsExactly("south");
    assertThat(second.next()).isEmpty();
    problem(send("GET", "/v1/regions?limit=1001", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/rollouts?cursor=none", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/releases?cursor=none", NOTHING), 400, "malformed");
  }

  @Test
  void residencyRulesReplaceTheGenerationThatWasRead() throws Malformed {
    region("north");
    ResidencyRule rule = new ResidencyRule("eu", "country=de", List.of(RegionId.of("north")));
    Bytes rules = body(ResidencyRules.CODEC, new ResidencyRules(List.of(rule), 0));
    HttpRequest.Builder put =
        request("/v1/residency").PUT(BodyPublishers.ofByteArray(rules.toArray()));
    assertThat(
            json(ResidencyRules.CODEC, send(client, put.header("If-Match", "\"0\"").build()))
                .generation())
        .isEqualTo(1);
    problem(send(client, put.build()), 412, "conflict");
    assertThat(json(ResidencyRules.CODEC, send("GET", "/v1/residency", NOTHING)).items())
        .containsExactly(rule);
    assertThat(json(ResidencyPlan.CODEC, send("POST", "/v1/residency:plan", rules)).lookedAt())
        .isZero();
    problem(
        send(
            client,
            request("/v1/residency")
                .header("If-Match", "x")
                .PUT(BodyPublishers.ofByteArray(rules.toArray()))
                .build()),
        400,
        "malformed");
  }

  @Test
  void aDeviceAsksWhereItBelongsWithItsOwnCertificate() throws Malformed {
    HttpClient north = region("north");
    sync(north, "north", "north", 1);
    IdentityFolder folder = new IdentityFolder(data.resolve("pump-1"));
    EnrolReply joined = json(EnrolReply.CODEC, enrol(MemberKind.DEVICE, "pump-1", folder));
    folder.store(joined.certificates(), joined.authorities());
    HttpClient device = client(Tls.clientContext(folder.load(), peer -> true));
    HttpRequest me = HttpRequest.newBuilder(URI.create(url + "/v1/me")).build();
    assertThat(json(EnrolReply.CODEC, send(device, me))).isEqualTo(joined);
    problem(send(client, me), 401, "unauthorized");
    problem(send(north, me), 401, "unauthorized");
  }

  private URI artifact(String digest) {
    return URI.create(url + "/v1/artifacts/" + digest);
  }

  @Test
  void artifactsAreReadInRanges() throws Malformed {
    upload(Samples.DELTA.concat(Samples.FULL));
    String path = "/v1/artifacts/" + Samples.DELTA.concat(Samples.FULL).digest();
    HttpResponse<byte[]> part =
        send(client, request(path).header("Range", "bytes=999-1000").build());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(text(part)).isEqualTo("df");
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 999-1000/4000");
    assertThat(send(client, request(path).build()).body()).hasSize(4000);
    HttpResponse<byte[]> outside =
        send(client, request(path).header("Range", "bytes=4000-").build());
    problem(outside, 416, "range");
    assertThat(outside.headers().firstValue("Content-Range")).contains("bytes */4000");
    problem(send("GET", "/v1/artifacts/" + "0".repeat(64), NOTHING), 404, "notFound");
    problem(send("GET", "/v1/artifacts/short", NOTHING), 400, "malformed");
  }

  @Test
  void bytesThatAreNotWhatTheirNameSaysAreRefused() throws Malformed {
    String path = "/v1/artifacts/" + Samples.DELTA.digest();
    Problem problem = problem(send("PUT", path, Samples.FULL), 422, "digestMismatch");
    assertThat(problem.detail()).contains(Samples.FULL.digest().hex());
    problem(send("GET", path, NOTHING), 404, "notFound");
  }

  @Test
  void withoutTheOperatorsTokenNothingIsDone() throws Malformed {
    for (String header :
        List.of("Bearer wrong", "Bearer", "Basic " + token, "Bearer " + token + "x")) {
      HttpResponse<byte[]> response =
          send(
              client,
              HttpRequest.newBuilder(URI.create(url + "/v1/regions"))
                  .header("Authorization", header)
                  .build());
      problem(response, 401, "unauthorized");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    problem(
        send(client, HttpRequest.newBuilder(artifact(Samples.FULL.digest().hex())).build()),
        401,
        "unauthorized");
  }

  @Test
  void aRegionSpeaksForItselfAndOperatorsForNoRegion() throws Malformed {
    HttpClient north = region("north");
    region("south");
    problem(sync(north, "south", "south", 1), 403, "forbidden");
    problem(sync(north, "north", "south", 1), 403, "forbidden");
    problem(sync(client, "north", "north", 1), 401, "unauthorized");
    problem(
        send(north, HttpRequest.newBuilder(URI.create(url + "/v1/regions")).build()),
        401,
        "unauthorized");
  }

  @Test
  void aDevicesCertificateIsNoRegions() throws Malformed {
    HttpClient north = region("north");
    sync(north, "north", "north", 1);
    IdentityFolder folder = new IdentityFolder(data.resolve("pump-1"));
    EnrolReply reply = json(EnrolReply.CODEC, enrol(MemberKind.DEVICE, "pump-1", folder));
    folder.store(reply.certificates(), reply.authorities());
    HttpClient device = client(Tls.clientContext(folder.load(), peer -> true));
    problem(sync(device, "north", "north", 2), 401, "unauthorized");
  }

  @Test
  void malformedInputIsNamedByItsPlace() throws Malformed {
    assertThat(
            problem(
                    send("POST", "/v1/rollouts", Bytes.ofUtf8("{\"rollout\":\"Bad Name\"}")),
                    400,
                    "malformed")
                .detail())
        .contains("rollout-spec.rollout");
    problem(send("POST", "/v1/tokens", Bytes.ofUtf8("{")), 400, "malformed");
    problem(send("POST", "/v1/tokens", NOTHING), 400, "malformed");
    problem(send("POST", "/v1/enrol", Bytes.ofUtf8("[]")), 400, "malformed");
    problem(send("GET", "/v1/devices?limit=many", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/devices?selector=%3D", NOTHING), 400, "malformed");
    problem(send("GET", "/v1/devices/Bad~~Name", NOTHING), 400, "malformed");
    problem(send("POST", "/v1/releases", Bytes.ofUtf8("junk")), 422, "badSignature");
    HttpClient north = region("north");
    HttpResponse<byte[]> junk =
        send(
            north, request("/v1/regions/north/sync").POST(BodyPublishers.ofString("junk")).build());
    problem(junk, 400, "malformed");
  }

  @Test
  void oversizedBodiesAreRefused() throws Malformed {
    Bytes large = Bytes.wrap(new byte[1024 * 1024]);
    assertThat(problem(send("POST", "/v1/tokens", large), 413, "tooLarge").detail())
        .contains("65536");
    problem(send("POST", "/v1/releases", large), 413, "tooLarge");
  }

  @Test
  void unknownPathsAndMethodsAreRefused() throws Malformed {
    problem(send("GET", "/v1/nothing", NOTHING), 404, "notFound");
    problem(send("GET", "/v1/regions/", NOTHING), 404, "notFound");
    HttpResponse<byte[]> wrong = send("DELETE", "/v1/rollouts", NOTHING);
    problem(wrong, 405, "method");
    assertThat(wrong.headers().firstValue("Allow")).contains("POST, GET");
    problem(send("GET", "/v1/rollouts/none", NOTHING), 404, "notFound");
    problem(send("GET", "/v1/devices/none", NOTHING), 404, "notFound");
  }

  @Test
  void aDeviceWithoutARegionIsToldWhenToAskAgain() throws Malformed {
    HttpResponse<byte[]> response =
        enrol(MemberKind.DEVICE, "pump-1", new IdentityFolder(data.resolve("pump-1")));
    problem(response, 503, "noRegion");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void aRestartKeepsPortTokenReleasesAndMembers() throws IOException {
    HttpClient north = region("north");
    publish();
    main.close();
    String before = url;
    String sameToken = token;
    start();
    assertThat(url).isEqualTo(before);
    assertThat(token).isEqualTo(sameToken);
    assertThat(sync(north, "north", "north", 1).statusCode()).isEqualTo(200);
    assertThat(text(send("GET", "/v1/releases", NOTHING))).contains("pump-2");
  }

  @Test
  void theOperatorsTokenIsForItsOwnerAlone() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("operator.token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(
              () ->
                  GlobalMain.start(
                      Options.parse(
                          List.of("--data", data.resolve("other").toString(), "--port", port))))
          .hasMessageContaining("port " + port)
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void aWrongCommandLineNamesEveryFault() {
    assertThatThrownBy(
            () -> GlobalMain.start(Options.parse(List.of("--port", "many", "--lese", "1h"))))
        .hasMessageContaining("--data is missing")
        .hasMessageContaining("--port must be")
        .hasMessageContaining("there is no option --lese");
  }
}

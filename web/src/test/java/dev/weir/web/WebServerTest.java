package dev.weir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine over real HTTPS: what every row gets, whatever it serves. */
class WebServerTest {
  private static final Query<Integer> LIMIT = Query.number("limit", "", 1, 10, 5);

  @TempDir private Path folder;
  private Credentials credentials;
  private WebServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws IOException {
    credentials =
        Authority.open(folder.resolve("ca"))
            .identify(
                new IdentityFolder(folder.resolve("id")),
                new Peer(Peer.Kind.GLOBAL, "global"),
                List.of("127.0.0.1"));
    server = WebServer.bind(settings(0), credentials);
    server.serve(routes(new Gatekeeper("secret")));
    client = HttpClient.newBuilder().sslContext(Tls.context(credentials)).build();
  }

  private static WebServer.Settings settings(int port) {
    return new WebServer.Settings("127.0.0.1", port, 8, true);
  }

  private static List<Route> routes(Gatekeeper gate) {
    return List.of(
        Route.get("/v1/number")
            .by(gate.operator())
            .reads(LIMIT)
            .answers(
                Body.json(Reason.CODEC),
                call -> done(new Reason(Integer.toString(call.query(LIMIT))))),
        Route.post("/v1/number")
            .by(gate.operator())
            .takes(Body.json(Reason.CODEC), 64)
            .answers(201, Body.json(Reason.CODEC), (call, reason) -> done(reason)),
        Route.post("/v1/once")
            .by(gate.operator())
            .once()
            .matching()
            .takes(Body.json(Reason.CODEC), 64)
            .answers(Body.json(Reason.CODEC).tagged(Reason::reason), WebServerTest::slow),
        Route.put("/v1/number")
            .by(gate.operator())
            .takes(Body.cbor(Reason.CODEC), 64)
            .answers(204, Body.none(), (call, reason) -> done(reason)),
        Route.get("/v1/region").by(gate.region()).answers(Body.none(), call -> done("")),
        Route.get("/v1/later")
            .answers(
                Body.json(Reason.CODEC),
                call ->
                    CompletableFuture.completedFuture(
                        new Reply.Refused<>(
                            Code.BUSY, "later", Optional.of(Duration.ofSeconds(7))))),
        Route.get("/v1/broken")
            .does(
                (call, out) -> {
                  throw new IllegalStateException("broken on purpose");
                }),
        Route.get("/v1/fails")
            .answers(
                Body.json(KeyView.CODEC),
                call -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))),
        Route.get("/page")
            .by(
                (call, out) -> {
                  if (call.header("Cookie").isPresent()) {
                    return true;
                  }
                  out.header("Location", "/sign-in").empty(303);
                  return false;
                })
            .does(
                (call, out) ->
                    out.header("Content-Security-Policy", "default-src 'self'")
                        .send(200, "text/html; charset=utf-8", Bytes.ofUtf8("<p>ü</p>"))),
        Route.get("/assets/{file...}")
            .does(
                (call, out) ->
                    out.header("ETag", "\"1\"")
                        .header("Cache-Control", "max-age=60")
                        .send(200, "text/css", Bytes.ofUtf8(call.parameters().get("file")))));
  }

  private static final CompletableFuture<Reply<Reason>> LATER = new CompletableFuture<>();

  /** Answers with its terms; where the reason says so, not before it is told to. */
  private static CompletableFuture<Reply<Reason>> slow(Call call, Reason reason) {
    String terms =
        call.terms().claim().map(claim -> claim.key().brief()).orElse("none")
            + " "
            + call.terms().match().orElse("any");
    return reason.reason().equals("later") ? LATER : done(new Reason(terms));
  }

  private static <T> CompletableFuture<Reply<T>> done(T value) {
    return CompletableFuture.completedFuture(Reply.done(value));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path)).timeout(Duration.ofSeconds(20));
  }

  private HttpRequest.Builder operator(String path) {
    return request(path).header("Authorization", "Bearer secret");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    Problem problem = Problem.CODEC.fromJson(answer.body());
    assertThat(problem.status()).isEqualTo(answer.statusCode());
    return problem.code();
  }

  @Test
  void bodiesAreReadAndWrittenByTheirCodecs() throws Exception {
    assertThat(send(operator("/v1/number?limit=7")).body()).isEqualTo("{\"reason\":\"7\"}");
    assertThat(send(operator("/v1/number")).body()).isEqualTo("{\"reason\":\"5\"}");
    HttpResponse<String> posted =
        send(operator("/v1/number").POST(BodyPublishers.ofString("{\"reason\":\"x\"}")));
    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(posted.body()).isEqualTo("{\"reason\":\"x\"}");
    byte[] cbor = Reason.CODEC.encode(new Reason("x")).toArray();
    assertThat(send(operator("/v1/number").PUT(BodyPublishers.ofByteArray(cbor))).statusCode())
        .isEqualTo(204);
  }

  @Test
  void badInputIsNamedByItsPlace() throws Exception {
    HttpResponse<String> many = send(operator("/v1/number?limit=11"));
    assertThat(code(many)).isEqualTo("malformed");
    assertThat(many.body()).contains("limit in the query", "from 1 to 10", "11");
    assertThat(code(send(operator("/v1/number").POST(BodyPublishers.ofString("{\"reason\":1}")))))
        .isEqualTo("malformed");
    assertThat(code(send(operator("/v1/number").POST(BodyPublishers.ofString("x".repeat(65))))))
        .isEqualTo("tooLarge");
  }

  @Test
  void eachFaultOfABodyIsNamedByItsPointer() throws Exception {
    HttpResponse<String> answer =
        send(operator("/v1/number").POST(BodyPublishers.ofString("{\"reason\":[1]}")));
    assertThat(Problem.CODEC.fromJson(answer.body()).errors())
        .containsExactly(new FieldError("/reason", "must be text"));
  }

  private HttpRequest.Builder once(String reason, String key) {
    return operator("/v1/once")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString("{\"reason\":\"" + reason + "\"}"));
  }

  @Test
  void termsAreReadFromTheHeaders() throws Exception {
    String key = Bytes.ofUtf8("k-1").digest().brief();
    HttpResponse<String> answer = send(once("", "\"k-1\"").header("If-Match", "\"7\""));
    assertThat(answer.body()).isEqualTo("{\"reason\":\"" + key + " 7\"}");
    assertThat(answer.headers().firstValue("ETag")).contains('"' + key + " 7\"");
    assertThat(send(once("", "k-1").header("If-Match", "*")).body()).contains(key + " any");
    assertThat(code(send(once("", "a b")))).isEqualTo("malformed");
    assertThat(code(send(once("", "x".repeat(129))))).isEqualTo("malformed");
    assertThat(code(send(once("", "k").header("If-Match", "7")))).isEqualTo("malformed");
    assertThat(code(send(once("", "k").header("If-Match", "W/\"7\"")))).isEqualTo("malformed");
  }

  @Test
  @Timeout(60)
  void theSameKeyIsRefusedWhileItsFirstRequestIsInWork() throws Exception {
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(once("later", "k").build(), BodyHandlers.ofString());
    HttpResponse<String> second;
    do {
      second = send(once("", "k")); // Until the first has arrived.
    } while (second.statusCode() == 200);
    assertThat(code(second)).isEqualTo("idempotencyKeyInWork");
    assertThat(send(once("", "another")).statusCode()).isEqualTo(200);
    LATER.complete(Reply.done(new Reason("at last")));
    assertThat(first.join().body()).contains("at last");
    assertThat(send(once("", "k")).statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownPathIsNotFoundAndAnotherMethodIsToldWhichFit() throws Exception {
    assertThat(code(send(request("/v1/nothing")))).isEqualTo("notFound");
    HttpResponse<String> wrong = send(request("/v1/number").DELETE());
    assertThat(code(wrong)).isEqualTo("method");
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST, PUT");
  }

  @Test
  void whoShowsNothingIsRefusedBeforeAnythingIsDone() throws Exception {
    HttpResponse<String> nobody = send(request("/v1/number"));
    assertThat(code(nobody)).isEqualTo("unauthorized");
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(code(send(request("/v1/number").header("Authorization", "Bearer secre"))))
        .isEqualTo("unauthorized");
    // The certificate is global's own: verified, and no region's.
    assertThat(code(send(operator("/v1/region")))).isEqualTo("unauthorized");
  }

  @Test
  void anAdmissionOfAnotherKindMayAnswerByItself() throws Exception {
    HttpResponse<String> stranger = send(request("/page"));
    assertThat(stranger.statusCode()).isEqualTo(303);
    assertThat(stranger.headers().firstValue("Location")).contains("/sign-in");
    HttpResponse<String> page = send(request("/page").header("Cookie", "session=1"));
    assertThat(page.body()).isEqualTo("<p>ü</p>");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void filesAreServedWithTheHeadersThatARouteSets() throws Exception {
    HttpResponse<String> file = send(request("/assets/a/b.css"));
    assertThat(file.body()).isEqualTo("a/b.css");
    assertThat(file.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(file.headers().firstValue("Cache-Control")).contains("max-age=60");
  }

  @Test
  void whoComesTooEarlyIsToldWhenToComeAgain() throws Exception {
    HttpResponse<String> later = send(request("/v1/later"));
    assertThat(code(later)).isEqualTo("busy");
    assertThat(later.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void whatBreaksIsSaidWithoutItsInside() throws Exception {
    for (String path : List.of("/v1/broken", "/v1/fails")) {
      HttpResponse<String> broken = send(request(path));
      assertThat(code(broken)).isEqualTo("internal");
      assertThat(broken.body()).doesNotContain("on purpose");
    }
  }

  @Test
  void twoRowsForTheSameAreAMistake() {
    Route row = Route.get("/v1/x").does((call, out) -> out.empty(204));
    assertThatThrownBy(() -> new RouteHandler(List.of(row, row)))
        .hasMessageContaining("GET /v1/x stands in the table twice");
  }

  @Test
  void aPortInUseIsNamed() {
    int port = server.port();
    assertThatThrownBy(() -> WebServer.bind(settings(port), credentials))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("choose another");
  }
}

package dev.weir.transport.http.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.http.Eventually;
import dev.weir.transport.http.FakeArtifacts;
import dev.weir.transport.http.Identities;
import dev.weir.transport.http.NoUplinks;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontEndTest {
  private static final int SIZE = 3_000_000;

  @TempDir private static Path folder;
  private static Identities identities;
  private static HttpClient client;
  private static final byte[] CONTENT = new byte[SIZE];

  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final Digest artifact = artifacts.put(CONTENT);
  private HttpFrontEnd frontEnd;

  @BeforeAll
  static void certify() {
    new Random(7).nextBytes(CONTENT);
    identities = new Identities(folder);
    client = client(identities.device("pump-1"));
  }

  private static HttpClient client(Credentials credentials) {
    return HttpClient.newBuilder()
        .sslContext(Tls.clientContext(credentials, peer -> true))
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(20))
        .build();
  }

  @BeforeEach
  void open() throws IOException {
    frontEnd = open(20, Duration.ofSeconds(30));
  }

  private HttpFrontEnd open(int max, Duration idle) throws IOException {
    return HttpFrontEnd.open(
        new FrontEndSettings("127.0.0.1", 0, identities.region("north"), max), artifacts, idle);
  }

  @AfterEach
  void close() {
    frontEnd.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(frontEnd.address() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<byte[]> get(Digest name, String... headers) throws Exception {
    HttpRequest.Builder request = request("/v1/artifacts/" + name);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void assertProblem(HttpResponse<byte[]> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    Problem problem = Problem.CODEC.fromJson(new String(response.body(), StandardCharsets.UTF_8));
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.detail()).isNotBlank();
  }

  @Test
  void aWholeArtifactComesInPieces() throws Exception {
    HttpResponse<byte[]> response = get(artifact);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
    assertThat(response.headers().firstValue("ETag")).contains("\"" + artifact + "\"");
    assertThat(response.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(artifacts.reads)
        .allSatisfy(read -> assertThat(read.length()).isLessThan(SIZE / 10))
        .allSatisfy(read -> assertThat(read.peer().uri()).isEqualTo("urn:weir:device:pump-1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 128 * 1024, 256 * 1024, 128 * 1024 + 1})
  void aWholeArtifactOfAnySizeEndsWhereItEnds(int size) throws Exception {
    byte[] content = Arrays.copyOf(CONTENT, size);
    assertThat(get(artifacts.put(content)).body()).isEqualTo(content);
  }

  @Test
  void aRangeComesAsItWasAskedFor() throws Exception {
    HttpResponse<byte[]> response = get(artifact, "Range", "bytes=1000-1999");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("Content-Range")).contains("bytes 1000-1999/*");
    assertThat(response.headers().firstValue("Content-Length")).contains("1000");
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, 2000));
    assertThat(artifacts.reads).hasSize(1);
  }

  @Test
  void aRangeEndsWithTheArtifact() throws Exception {
    HttpResponse<byte[]> response = get(artifact, "Range", "bytes=2999990-3999999");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("Content-Range")).contains("bytes 2999990-2999999/*");
    assertThat(response.body()).hasSize(10);
    assertProblem(get(artifact, "Range", "bytes=3000000-3000009"), 416, "beyondTheEnd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-", "bytes=5-2999999"})
  void ofALongRangeAPieceComes(String range) throws Exception {
    HttpResponse<byte[]> response = get(artifact, "Range", range);
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("Content-Range"))
        .contains("bytes 5-" + (4 + Artifacts.MAX_PIECE) + "/*");
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 5, 5 + Artifacts.MAX_PIECE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=-10", "bytes=0-1,5-6", "lines=1-2"})
  void otherRangesAreAnsweredWithTheWhole(String range) throws Exception {
    HttpResponse<byte[]> response = get(artifact, "Range", range);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSize(SIZE);
  }

  @Test
  void aConditionMustNameTheArtifact() throws Exception {
    assertThat(get(artifact, "Range", "bytes=0-1", "If-Range", "\"" + artifact + "\"").statusCode())
        .isEqualTo(206);
    for (String other :
        List.of("\"other\"", "W/\"" + artifact + "\"", "Sat, 01 Jan 2022 00:00:00 GMT")) {
      assertThat(get(artifact, "Range", "bytes=0-1", "If-Range", other).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void headSaysWhetherItIsThere() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/v1/artifacts/" + artifact)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).contains("\"" + artifact + "\"");
    assertThat(response.body()).isEmpty();
    assertThat(artifacts.reads).extracting(FakeArtifacts.Read::length).containsExactly(1);
    HttpResponse<byte[]> missing =
        client.send(
            request("/v1/artifacts/" + "0".repeat(64))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(missing.statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    assertProblem(get(new Digest("0".repeat(64))), 404, "notFound");
    assertProblem(get(new Digest("0".repeat(64)), "Range", "bytes=0-1"), 404, "notFound");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1000,1", "1001,2", "60000,60"})
  void notNowSaysWhen(long millis, String seconds) throws Exception {
    Digest later =
        artifacts.special(
            new Digest("1".repeat(64)),
            (read, reply) ->
                reply.accept(new Fetched.Later(Duration.ofMillis(millis), "fetching it")));
    for (HttpResponse<byte[]> response : List.of(get(later), get(later, "Range", "bytes=0-1"))) {
      assertProblem(response, 503, "later");
      assertThat(response.headers().firstValue("Retry-After")).contains(seconds);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,404,notFound",
    "GET,/v1/artifacts,404,notFound",
    "GET,/v1/artifacts/,400,badDigest",
    "GET,/v1/artifacts/ABC,400,badDigest",
    "GET,/v1/artifacts/../../etc/passwd,404,notFound",
    "GET,/v1/artifacts/%2e%2e/x,400,badRequest",
    "PUT,/v1/artifacts/x,405,methodNotAllowed",
    "POST,/v1/artifacts/x,405,methodNotAllowed",
    "DELETE,/v1/artifacts/x,405,methodNotAllowed"
  })
  void anythingElseIsAProblem(String method, String path, int status, String code)
      throws Exception {
    String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json")
        .contains("\"code\":\"" + code + "\"");
    if (status == 405) {
      assertThat(answer).contains("Allow: GET, HEAD");
    }
  }

  @Test
  void headersHaveALimit() throws Exception {
    assertThat(
            raw(
                "GET /v1/artifacts/"
                    + artifact
                    + " HTTP/1.1\r\nHost: x\r\nX: "
                    + "x".repeat(5000)
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u0000\u0001\r\n\r\n"})
  void nonsenseIsAProblem(String text) throws Exception {
    assertThat(raw(text)).containsPattern("\\AHTTP/1.1 (400|505)");
  }

  private String raw(String text) throws IOException {
    try (SSLSocket socket = socket(identities.device("pump-1"))) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private SSLSocket socket(Credentials credentials) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Tls.clientContext(credentials, peer -> true)
                .getSocketFactory()
                .createSocket("127.0.0.1", frontEnd.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void aWholeThatBreaksOffIsSeenToBreakOff() {
    Digest broken =
        artifacts.special(
            new Digest("2".repeat(64)),
            (read, reply) ->
                reply.accept(
                    read.offset() < 500_000
                        ? new Fetched.Piece(Bytes.wrap(new byte[read.length()]))
                        : new Fetched.Later(Duration.ofSeconds(1), "the link is down")));
    assertThatThrownBy(() -> get(broken)).isInstanceOf(IOException.class);
  }

  @Test
  void aSlowReaderHoldsNoMoreThanItsBuffers() throws Exception {
    Digest endless =
        artifacts.special(
            new Digest("3".repeat(64)),
            (read, reply) -> reply.accept(new Fetched.Piece(Bytes.wrap(new byte[read.length()]))));
    try (SSLSocket slow = socket(identities.device("pump-2"))) {
      slow.getOutputStream()
          .write(
              ("GET /v1/artifacts/" + endless + " HTTP/1.1\r\nHost: x\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      Eventually.holds("it begins", () -> !artifacts.reads.isEmpty());
      // What it would do without holding back, it does while others are served.
      for (int i = 0; i < 40; i++) {
        assertThat(get(artifact).body()).hasSize(SIZE);
      }
      assertThat(artifacts.reads.stream().filter(read -> read.artifact().equals(endless)).count())
          .isLessThan(200);
    }
  }

  @Test
  void aDeviceWithoutACertificateIsTurnedAway() {
    Credentials own = identities.device("pump-1");
    assertTurnedAway(new Credentials(own.key(), List.of(), own.authorities()));
  }

  @Test
  void aDeviceOfAnotherAuthorityIsTurnedAway() {
    Credentials theirs = new Identities(folder.resolve("theirs")).device("pump-1");
    assertTurnedAway(
        new Credentials(theirs.key(), theirs.chain(), identities.device("pump-1").authorities()));
  }

  private void assertTurnedAway(Credentials credentials) {
    assertThatThrownBy(
            () -> {
              try (SSLSocket socket = socket(credentials)) {
                socket
                    .getOutputStream()
                    .write(
                        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                if (socket.getInputStream().read() < 0) {
                  throw new IOException("hung up");
                }
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(artifacts.reads).isEmpty();
  }

  @Test
  void aRegionIsNoDevice() throws Exception {
    HttpResponse<byte[]> response =
        client(identities.region("south"))
            .send(request("/v1/artifacts/" + artifact).build(), BodyHandlers.ofByteArray());
    assertProblem(response, 403, "notADevice");
    assertThat(artifacts.reads).isEmpty();
  }

  @Test
  void oneConnectionTooManyIsHungUpOn() throws Exception {
    frontEnd.close();
    frontEnd = open(3, Duration.ofSeconds(30));
    List<SSLSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SSLSocket socket = socket(identities.device("pump-1"));
      socket.startHandshake();
      sockets.add(socket);
    }
    assertThatThrownBy(
            () -> {
              try (SSLSocket fourth = socket(identities.device("pump-1"))) {
                fourth.startHandshake();
              }
            })
        .isInstanceOf(IOException.class);
    for (SSLSocket socket : sockets) {
      socket.close();
    }
    Eventually.holds("there is room again", () -> frontEnd.open() == 0);
    assertThat(get(artifact, "Range", "bytes=0-1").statusCode()).isEqualTo(206);
  }

  @Test
  void silenceEndsAConnection() throws Exception {
    frontEnd.close();
    frontEnd = open(3, Duration.ofMillis(300));
    try (SSLSocket socket = socket(identities.device("pump-1"))) {
      socket.startHandshake();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    Eventually.holds("no connection is left", () -> frontEnd.open() == 0);
  }

  @Test
  void hundredsOfConnectionsLeaveNothingBehind() throws Exception {
    for (int i = 0; i < 200; i++) {
      try (SSLSocket socket = socket(identities.device("pump-1"))) {
        socket
            .getOutputStream()
            .write(
                ("GET /v1/artifacts/" + artifact + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        if (i % 2 == 0) {
          assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
      }
    }
    Eventually.holds("no connection is left", () -> frontEnd.open() == 0);
  }

  @Test
  void messagesDoNotGoThisWay() throws IOException {
    try (var provided =
        new HttpFrontEndProvider()
            .open(
                new FrontEndSettings("127.0.0.1", 0, identities.region("north"), 3),
                new NoUplinks(),
                artifacts)) {
      provided.send(DeviceId.of("pump-1"), Bytes.ofUtf8("nothing"));
      assertThat(provided.transport()).isEqualTo("http");
      assertThat(provided.address().toString()).startsWith("https://127.0.0.1:");
    }
  }

  @Test
  void aPortInUseIsNamedWithItsHost() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FrontEndSettings settings =
          new FrontEndSettings("127.0.0.1", taken.getLocalPort(), identities.region("north"), 3);
      assertThatThrownBy(() -> HttpFrontEnd.open(settings, artifacts, Duration.ofSeconds(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void closingAgainDoesNothing() {
    frontEnd.close();
    frontEnd.close();
  }
}

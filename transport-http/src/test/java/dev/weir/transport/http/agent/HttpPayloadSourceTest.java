package dev.weir.transport.http.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.transport.http.Eventually;
import dev.weir.transport.http.FakeArtifacts;
import dev.weir.transport.http.Identities;
import dev.weir.transport.http.NoUplinks;
import dev.weir.trust.pki.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's end as the agent finds it, against the front end and against liars. */
class HttpPayloadSourceTest {
  private static final byte[] CONTENT = new byte[3_000_000];
  private static final Digest ANY = new Digest("0".repeat(64));

  @TempDir private static Path folder;
  private static Identities identities;

  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final Digest artifact = artifacts.put(CONTENT);
  private final List<PayloadSource> opened = new ArrayList<>();
  private FrontEnd frontEnd;

  @BeforeAll
  static void certify() {
    new Random(7).nextBytes(CONTENT);
    identities = new Identities(folder);
  }

  @BeforeEach
  void open() throws IOException {
    frontEnd =
        ServiceLoader.load(FrontEndProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("http"))
            .findFirst()
            .orElseThrow()
            .open(
                new FrontEndSettings("127.0.0.1", 0, identities.region("north"), 2),
                new NoUplinks(),
                artifacts);
  }

  @AfterEach
  void close() {
    opened.forEach(PayloadSource::close);
    frontEnd.close();
    Eventually.holds(
        "no thread is left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("http-payload")));
  }

  private PayloadSource source(URI address, Credentials credentials) {
    PayloadSource source =
        ServiceLoader.load(PayloadProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("http"))
            .findFirst()
            .orElseThrow()
            .open(
                new ChannelSettings(
                    address, DeviceId.of("pump-1"), credentials, Duration.ofSeconds(30)));
    opened.add(source);
    return source;
  }

  private PayloadSource source() {
    return source(frontEnd.address(), identities.device("pump-1"));
  }

  private static Fetched fetch(PayloadSource source, Digest artifact, long offset, int length)
      throws Exception {
    CompletableFuture<Fetched> reply = new CompletableFuture<>();
    source.fetch(artifact, offset, length, reply::complete);
    return reply.get(30, TimeUnit.SECONDS);
  }

  private static byte[] piece(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Piece.class);
    return ((Fetched.Piece) fetched).bytes().toArray();
  }

  @Test
  void piecesAreWhatWasAskedFor() throws Exception {
    PayloadSource source = source();
    assertThat(source.path()).isEqualTo("http");
    assertThat(piece(fetch(source, artifact, 0, 10))).isEqualTo(Arrays.copyOfRange(CONTENT, 0, 10));
    assertThat(piece(fetch(source, artifact, 1_000_000, Artifacts.MAX_PIECE)))
        .isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, 1_000_000 + Artifacts.MAX_PIECE));
    assertThat(artifacts.reads.get(1).length()).isEqualTo(Artifacts.MAX_PIECE);
  }

  @Test
  void aPieceEndsWithTheArtifact() throws Exception {
    PayloadSource source = source();
    assertThat(piece(fetch(source, artifact, 2_999_990, 100))).hasSize(10);
    assertThat(piece(fetch(source, artifact, 3_000_000, 100))).isEmpty();
    assertThat(piece(fetch(source, artifact, 9_000_000, 100))).isEmpty();
  }

  @Test
  void oneConnectionServesManyCalls() throws Exception {
    PayloadSource source = source();
    // The front end takes two connections, and hangs up on a third.
    for (int i = 0; i < 30; i++) {
      assertThat(piece(fetch(source, artifact, i * 1000L, 1000))).hasSize(1000);
      assertThat(fetch(source, ANY, 0, 1)).isInstanceOf(Fetched.Refused.class);
      assertThat(piece(fetch(source, artifact, 3_000_000, 1))).isEmpty();
    }
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    assertThat(fetch(source(), ANY, 0, 1))
        .isEqualTo(new Fetched.Refused("HTTP 404: there is no such artifact"));
  }

  @ParameterizedTest
  @CsvSource({"7,7", "0,1", "86400,300"})
  void waitingHasAMeasure(long asked, long kept) throws Exception {
    artifacts.special(
        ANY,
        (read, reply) -> reply.accept(new Fetched.Later(Duration.ofSeconds(asked), "fetching it")));
    assertThat(fetch(source(), ANY, 0, 1))
        .isEqualTo(new Fetched.Later(Duration.ofSeconds(kept), "HTTP 503: fetching it"));
  }

  @Test
  void nobodyListeningMeansLater() throws Exception {
    frontEnd.close();
    Fetched fetched = fetch(source(), artifact, 0, 1);
    assertThat(fetched).isInstanceOf(Fetched.Later.class);
    assertThat(((Fetched.Later) fetched).why()).contains(frontEnd.address().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "mqtts://127.0.0.1:1", "nowhere", "https:x"})
  void anAddressThatIsNoneIsRefused(String address) throws Exception {
    assertThat(fetch(source(URI.create(address), identities.device("pump-1")), artifact, 0, 1))
        .isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void aDeviceCanNotStandForARegion() throws Exception {
    try (SSLServerSocket impostor = server(identities.device("pump-2"))) {
      serve(impostor, "HTTP/1.1 206 Partial Content\r\n\r\n");
      assertThat(fetch(source(address(impostor), identities.device("pump-1")), ANY, 0, 1))
          .isInstanceOf(Fetched.Later.class);
    }
  }

  @Test
  void aRegionOfAnotherAuthorityIsNotBelieved() throws Exception {
    Credentials own = identities.device("pump-1");
    Credentials trusting =
        new Credentials(
            own.key(),
            own.chain(),
            new Identities(folder.resolve("theirs")).device("pump-1").authorities());
    assertThat(fetch(source(frontEnd.address(), trusting), artifact, 0, 1))
        .isInstanceOf(Fetched.Later.class);
    assertThat(artifacts.reads).isEmpty();
  }

  @Test
  void aRangeIsAskedForExactly() throws Exception {
    try (SSLServerSocket server = server(identities.region("north"))) {
      LinkedBlockingQueue<String> requests =
          serve(server, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      assertThat(fetch(source(address(server), identities.device("pump-1")), ANY, 100, 50))
          .isEqualTo(new Fetched.Refused("HTTP 404"));
      assertThat(Eventually.next("the request", requests))
          .startsWith("GET /v1/artifacts/" + ANY + " HTTP/1.1\n")
          .contains("\nRange: bytes=100-149\n");
    }
  }

  @Test
  void ofABodyThatIsTooLongOnlyTheBeginningIsRead() throws Exception {
    String surplus = "x".repeat(100_000);
    for (String header : List.of("Content-Length: 100000\r\n", "Connection: close\r\n")) {
      assertThat(
              piece(
                  answered(
                      "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-100004/*\r\n"
                          + header
                          + "\r\n"
                          + surplus,
                      5,
                      10)))
          .hasSize(10);
    }
  }

  @Test
  void aBodyThatBreaksOffMeansLater() throws Exception {
    assertThat(
            answered(
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/*\r\n"
                    + "Content-Length: 10\r\n\r\nabc",
                0,
                10))
        .isInstanceOf(Fetched.Later.class);
    assertThat(
            answered(
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/*\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
                0,
                10))
        .isInstanceOf(Fetched.Later.class);
  }

  @Test
  void aWholeIsTakenWhereItBeginsTheSame() throws Exception {
    String whole = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    assertThat(piece(answered(whole, 0, 2))).containsExactly('a', 'b');
    assertThat(answered(whole, 1, 2)).isInstanceOf(Fetched.Later.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 3-4/9\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 503 Busy\r\nRetry-After: tomorrow\r\nContent-Length: 0\r\n\r\n",
        "nonsense\r\n\r\n",
        ""
      })
  void anythingElseMeansLater(String answer) throws Exception {
    Fetched fetched = answered(answer, 0, 2);
    assertThat(fetched).isInstanceOf(Fetched.Later.class);
    assertThat(((Fetched.Later) fetched).after()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 431})
  void aRefusalIsFinal(int status) throws Exception {
    assertThat(answered("HTTP/1.1 " + status + " No\r\nContent-Length: 3\r\n\r\nabc", 0, 2))
        .isEqualTo(new Fetched.Refused("HTTP " + status));
  }

  @Test
  void closingGivesUpWhatIsUnderWay() throws Exception {
    LinkedBlockingQueue<FakeArtifacts.Read> asked = new LinkedBlockingQueue<>();
    artifacts.special(ANY, (read, reply) -> asked.add(read));
    PayloadSource source = source();
    source.fetch(ANY, 0, 1, fetched -> {});
    Eventually.next("the request", asked);
    long start = System.nanoTime();
    source.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    source.fetch(ANY, 0, 1, fetched -> {});
    source.close();
    assertThat(asked).isEmpty();
  }

  @Test
  void aPieceHasAMeasure() {
    PayloadSource source = source();
    assertThatThrownBy(() -> source.fetch(ANY, 0, 0, fetched -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> source.fetch(ANY, 0, Artifacts.MAX_PIECE + 1, fetched -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> source.fetch(ANY, -1, 1, fetched -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Fetched answered(String answer, long offset, int length) throws Exception {
    try (SSLServerSocket server = server(identities.region("north"))) {
      serve(server, answer);
      return fetch(source(address(server), identities.device("pump-1")), ANY, offset, length);
    }
  }

  private static SSLServerSocket server(Credentials credentials) throws IOException {
    return (SSLServerSocket)
        Tls.context(credentials)
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static URI address(ServerSocket server) {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  /** Answers every request alike and hangs up, until the server is closed. */
  private static LinkedBlockingQueue<String> serve(SSLServerSocket server, String answer) {
    LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
    Thread serving =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                  requests.add(request(socket));
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  // The agent hung up, or the test is over.
                }
              }
            });
    serving.start();
    return requests;
  }

  private static String request(SSLSocket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder request = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      request.append(line).append('\n');
    }
    return request.toString();
  }
}

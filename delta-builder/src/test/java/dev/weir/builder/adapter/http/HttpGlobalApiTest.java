package dev.weir.builder.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.builder.publish.Posted;
import dev.weir.builder.release.Fixtures;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real TLS on loopback, against a server that answers as it is told. */
class HttpGlobalApiTest {
  private static final Peer GLOBAL = new Peer(Peer.Kind.GLOBAL, "global");

  @TempDir Path folder;
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private Authority authority;
  private HttpsServer server;
  private volatile int status = 200;
  private volatile byte[] answer = {};

  @BeforeEach
  void serveAsGlobal() throws IOException {
    authority = Authority.open(folder.resolve("authority"));
    serve(GLOBAL);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(Peer as) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            Tls.context(
                authority.identify(
                    new IdentityFolder(folder.resolve(as.name())), as, List.of("127.0.0.1")))));
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Range")
            + " "
            + Digest.of(body).brief());
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private HttpGlobalApi api() {
    return new HttpGlobalApi(uri(), "secret", List.of(authority.certificate()));
  }

  private static ReleaseView view() {
    Digest digest = Digest.of(new byte[0]);
    Manifest manifest =
        new Manifest(
            ReleaseId.of("pump-2.0"),
            new Version("2.0"),
            7,
            Instant.EPOCH,
            new Compatibility(new Model("pump-v2"), List.of(), List.of()),
            ImageFormat.RAW,
            digest,
            1,
            List.of(
                new Payload(
                    PayloadCodec.XZ, digest, 1, Optional.empty(), 1, 1024, List.of(digest))),
            new Health(List.of(), "", Duration.ofSeconds(1), Duration.ZERO));
    return new ReleaseView(manifest, digest, 5, Instant.EPOCH);
  }

  @Test
  void sendsAnArtifactFromItsFile() throws IOException {
    byte[] content = Fixtures.noise(1, 3_000_000);
    Digest digest = Digest.of(content);
    status = 201;
    assertThat(api().putArtifact(digest, Fixtures.write(folder, "payload", content))).isEmpty();
    assertThat(seen)
        .containsExactly("PUT /v1/artifacts/" + digest + " Bearer secret null " + digest.brief());
  }

  @Test
  void asksForOneByteOfAnArtifactToKnowWhetherItIsThere() throws IOException {
    Digest digest = Digest.of(new byte[1]);
    status = 206;
    answer = new byte[] {1};
    assertThat(api().hasArtifact(digest)).isTrue();
    assertThat(seen.get(0)).startsWith("GET /v1/artifacts/" + digest + " Bearer secret bytes=0-0 ");
    status = 404;
    assertThat(api().hasArtifact(digest)).isFalse();
    status = 401;
    assertThat(api().hasArtifact(digest)).isFalse();
  }

  @Test
  void postsASignedManifest() throws IOException {
    answer = ReleaseView.CODEC.toJson(view()).getBytes(UTF_8);
    assertThat(api().postRelease(Bytes.ofUtf8("signed"))).isEqualTo(new Posted.Accepted(view()));
    assertThat(seen)
        .containsExactly(
            "POST /v1/releases Bearer secret null " + Digest.of("signed".getBytes(UTF_8)).brief());
  }

  @Test
  void handsOnTheProblemThatTheServerStates() throws IOException {
    Problem problem =
        new Problem("about:blank", "not newer", 422, "counter 7 is not above 9", "notNewer");
    status = 422;
    answer = Problem.CODEC.toJson(problem).getBytes(UTF_8);
    assertThat(api().postRelease(Bytes.ofUtf8("signed"))).isEqualTo(new Posted.Refused(problem));
    Path payload = Fixtures.write(folder, "payload", new byte[1]);
    assertThat(api().putArtifact(Digest.of(new byte[1]), payload)).contains(problem);
  }

  @Test
  void makesAProblemOfAnAnswerThatStatesNone() throws IOException {
    status = 502;
    answer = "<html>bad gateway".getBytes(UTF_8);
    Posted.Refused refused = (Posted.Refused) api().postRelease(Bytes.ofUtf8("signed"));
    assertThat(refused.problem().status()).isEqualTo(502);
    assertThat(refused.problem().detail())
        .isEqualTo("POST " + uri() + "/v1/releases answered 502: <html>bad gateway");
  }

  @Test
  void doesNotTakeAnyAnswerForARelease() {
    answer = "{}".getBytes(UTF_8);
    assertThatThrownBy(() -> api().postRelease(Bytes.ofUtf8("signed")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers what is no release");
  }

  @Test
  void doesNotReadAnAnswerOfAnySize() {
    answer = new byte[5 * 1024 * 1024];
    assertThatThrownBy(() -> api().postRelease(Bytes.ofUtf8("signed")))
        .hasMessageContaining("answers more than 4194304 bytes");
  }

  @Test
  void doesNotSpeakToAServerOfAnotherAuthority() {
    Authority other = Authority.open(folder.resolve("other"));
    HttpGlobalApi api = new HttpGlobalApi(uri(), "secret", List.of(other.certificate()));
    assertThatThrownBy(() -> api.hasArtifact(Digest.of(new byte[1])))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("GET " + uri() + "/v1/artifacts/");
    assertThat(seen).isEmpty();
  }

  @Test
  void doesNotGiveTheTokenToARegion() throws IOException {
    server.stop(0);
    serve(Peer.of(RegionId.of("north")));
    assertThatThrownBy(() -> api().hasArtifact(Digest.of(new byte[1])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("urn:weir:region:north");
    assertThat(seen).isEmpty();
  }

  @Test
  void saysWhereNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    HttpGlobalApi api =
        new HttpGlobalApi(
            URI.create("https://127.0.0.1:" + port), "secret", List.of(authority.certificate()));
    assertThatThrownBy(() -> api.hasArtifact(Digest.of(new byte[1])))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("GET https://127.0.0.1:" + port + "/v1/artifacts/")
        .hasMessageContaining("no answer");
  }
}

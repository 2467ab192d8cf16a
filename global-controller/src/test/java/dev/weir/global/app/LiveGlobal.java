package dev.weir.global.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.check.Described;
import dev.weir.global.Samples;
import dev.weir.node.Options;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The process's own wiring, asked over real HTTPS. Every answer is held against the description
 * that the API gives of itself.
 */
final class LiveGlobal implements BeforeEachCallback, AfterEachCallback {
  static final Bytes NOTHING = Bytes.EMPTY;

  private final Signer releaseKey = Ed25519.generate(new SecureRandom());
  final Signer reportKey = Ed25519.generate(new SecureRandom());
  private final List<String> options = new ArrayList<>();
  private Optional<GlobalMain> main = Optional.empty();
  private HttpClient operator = HttpClient.newHttpClient();
  Path data = Path.of("");
  String url = "";
  String token = "";
  String workerToken = "";
  Described described = Described.of("{\"components\":{\"schemas\":{}},\"paths\":{}}");

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    start(Files.createTempDirectory("global"));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Starts a global controller in this folder. */
  void start(Path folder, String... more) throws IOException {
    data = folder;
    options.addAll(List.of("--data", folder.toString()));
    options.addAll(List.of(more));
    start();
  }

  /** Starts it again in its folder. */
  void start() throws IOException {
    main = Optional.of(GlobalMain.start(Options.parse(options)));
    url = Files.readString(data.resolve("api.url")).strip();
    token = Files.readString(data.resolve("operator.token")).strip();
    workerToken = Files.readString(data.resolve("worker.token")).strip();
    operator = client(Tls.anonymousClientContext(Pem.certificates(authorities())));
    described = Described.of(text(exchange(operator, get("/v1/openapi.json"))));
  }

  private String authorities() throws IOException {
    return Files.readString(data.resolve("authorities.pem"));
  }

  void stop() {
    main.ifPresent(GlobalMain::close);
    main = Optional.empty();
  }

  static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
  }

  /** A client without a certificate; the token is in the request. */
  HttpClient operator() {
    return operator;
  }

  /** With the operator's token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  /** Without a token. */
  HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20)).build();
  }

  HttpResponse<byte[]> send(HttpClient by, HttpRequest request) {
    HttpResponse<byte[]> response = exchange(by, request);
    described.check(
        request.method(),
        request.uri().getPath(),
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        text(response));
    return response;
  }

  private static HttpResponse<byte[]> exchange(HttpClient by, HttpRequest request) {
    try {
      return by.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** As the operator. */
  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return send(operator, request.build());
  }

  /** As the operator. */
  HttpResponse<byte[]> send(String method, String path, Bytes body) {
    return send(request(path).method(method, BodyPublishers.ofByteArray(body.toArray())));
  }

  /** As the operator. */
  HttpResponse<byte[]> read(String path) {
    return send("GET", path, NOTHING);
  }

  /** As the operator; what is read must be there. */
  <T> T read(Codec<T> codec, String path) throws Malformed {
    return json(codec, read(path));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static <T> T json(Codec<T> codec, HttpResponse<byte[]> response) throws Malformed {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return codec.fromJson(text(response));
  }

  static <T> Bytes body(Codec<T> codec, T value) {
    return Bytes.ofUtf8(codec.toJson(value));
  }

  static Bytes reason(String text) {
    return Bytes.ofUtf8("{\"reason\":\"" + text + "\"}");
  }

  static Problem problem(HttpResponse<byte[]> response, int status, String code) throws Malformed {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    Problem problem = Problem.CODEC.fromJson(text(response));
    assertThat(response.statusCode()).as(problem.detail()).isEqualTo(status);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    return problem;
  }

  JoinFile join(MemberKind kind) throws Malformed {
    TokenRequest request = new TokenRequest(kind, Duration.ofHours(1), Optional.empty());
    return json(JoinFile.CODEC, send("POST", "/v1/tokens", body(TokenRequest.CODEC, request)));
  }

  IdentityFolder identity(String name) {
    return new IdentityFolder(data.resolve("member-" + name));
  }

  HttpResponse<byte[]> enrol(MemberKind kind, String name) throws Malformed {
    EnrolRequest request =
        new EnrolRequest(
            kind,
            join(kind).token(),
            name,
            Csr.create(identity(name).keyPair()),
            kind == MemberKind.DEVICE ? reportKey.publicKey() : NOTHING,
            Optional.of(Samples.PUMP),
            "rev-a",
            Optional.of(SiteId.of("plant-1")),
            Map.of());
    return send("POST", "/v1/enrol", body(EnrolRequest.CODEC, request));
  }

  /** Lets a device join; gives what it was told. */
  EnrolReply device(String name) throws Malformed {
    EnrolReply reply = json(EnrolReply.CODEC, enrol(MemberKind.DEVICE, name));
    identity(name).store(reply.certificates(), reply.authorities());
    return reply;
  }

  /** With the certificate of one that has joined. */
  HttpClient member(String name) {
    return client(Tls.clientContext(identity(name).load(), peer -> true));
  }

  /** Lets a region join; it has not synced. */
  LiveRegion region(String name) throws Malformed {
    EnrolReply reply = json(EnrolReply.CODEC, enrol(MemberKind.REGION, name));
    identity(name).store(reply.certificates(), reply.authorities());
    return new LiveRegion(this, name, member(name));
  }

  void upload(Bytes content) {
    assertThat(send("PUT", "/v1/artifacts/" + content.digest(), content).statusCode())
        .isEqualTo(201);
  }

  void trustReleaseKey() {
    KeyView key = new KeyView(releaseKey.publicKey());
    assertThat(send("POST", "/v1/release-keys", body(KeyView.CODEC, key)).statusCode())
        .isEqualTo(204);
  }

  Bytes manifest() {
    return Manifests.sign(releaseKey, Samples.manifest("pump-2", 2));
  }

  /** A release without deltas. */
  void publish(String release, long counter, Digest image) throws Malformed {
    upload(Samples.FULL);
    trustReleaseKey();
    Bytes signed = Manifests.sign(releaseKey, Samples.manifest(release, counter, image));
    json(ReleaseView.CODEC, send("POST", "/v1/releases", signed));
  }

  ReleaseView publish() throws Malformed {
    upload(Samples.FULL);
    upload(Samples.DELTA);
    trustReleaseKey();
    return json(ReleaseView.CODEC, send("POST", "/v1/releases", manifest()));
  }
}

package dev.weir.cli.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.NoAnswer;
import dev.weir.cli.api.Target;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real HTTPS on loopback. */
class HttpsExchangeTest {
  private static final Peer GLOBAL = new Peer(Peer.Kind.GLOBAL, "global");

  @TempDir private Path temp;
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean isBroken;
  private Authority authority;
  private HttpsServer server;
  private byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void open() {
    authority = Authority.open(temp.resolve("authority"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void serve(Peer peer) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            Tls.context(
                authority.identify(
                    new IdentityFolder(temp.resolve("identity")), peer, List.of()))));
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    seen.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    keys.add(
        exchange.getRequestHeaders().getFirst("Idempotency-Key")
            + " "
            + exchange.getRequestHeaders().getFirst("If-Match"));
    exchange.getResponseHeaders().set("ETag", "\"7\"");
    if (isBroken) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(409, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private Exchange exchange(Authority trusted) {
    URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    return new HttpsExchange(new Target(uri, "s3cret", List.of(trusted.certificate())));
  }

  @Test
  void aRequestCarriesTheTokenAndItsBodyAndAnyStatusIsAnAnswer() throws IOException {
    serve(GLOBAL);

    Exchange exchange = exchange(authority);
    assertThat(
            exchange.send(new Exchange.Request("POST", "/v1/rollouts:plan", "{\"a\":1}", "", "")))
        .isEqualTo(new Exchange.Answer(409, "{}", "\"7\""));
    exchange.send(Exchange.Request.get("/v1/devices?selector=a%3Db"));

    assertThat(seen)
        .containsExactly(
            "POST /v1/rollouts:plan Bearer s3cret application/json {\"a\":1}",
            "GET /v1/devices?selector=a%3Db Bearer s3cret null ");
  }

  @Test
  void aWriteCarriesItsKeyAndWhatItBuildsOn() throws IOException {
    serve(GLOBAL);

    exchange(authority).send(new Exchange.Request("PUT", "/v1/residency", "{}", "k-1", "\"6\""));
    exchange(authority).send(Exchange.Request.get("/v1/residency"));

    assertThat(keys).containsExactly("k-1 \"6\"", "null null");
  }

  @Test
  void anAnswerThatBreaksOffIsLostAndOneThatNeverBeganIsNot() throws IOException {
    serve(GLOBAL);
    isBroken = true;
    Exchange exchange = exchange(authority);

    assertThatExceptionOfType(NoAnswer.class)
        .isThrownBy(() -> exchange.send(Exchange.Request.get("/v1/regions")))
        .matches(NoAnswer::isLost);
    server.stop(0);
    assertThatExceptionOfType(NoAnswer.class)
        .isThrownBy(() -> exchange.send(Exchange.Request.get("/v1/regions")))
        .matches(trouble -> !trouble.isLost());
  }

  @Test
  void aServerOfAnotherAuthorityNeverSeesTheToken() throws IOException {
    serve(GLOBAL);

    assertTrouble(exchange(Authority.open(temp.resolve("other"))), "is not the global");
    assertThat(seen).isEmpty();
  }

  @Test
  void aRegionThatPosesAsGlobalNeverSeesTheToken() throws IOException {
    serve(Peer.of(RegionId.of("north")));

    assertTrouble(exchange(authority), "is not the global");
    assertThat(seen).isEmpty();
  }

  @Test
  void aGlobalThatDoesNotRunIsSaidToBeAway() throws IOException {
    serve(GLOBAL);
    Exchange exchange = exchange(authority);
    server.stop(0);

    assertTrouble(exchange, "nobody answers there; is global running?");
  }

  @Test
  void anAnswerOverTheLimitIsNotRead() throws IOException {
    answer = new byte[Limits.REGION_MESSAGE + 1];
    serve(GLOBAL);

    assertTrouble(exchange(authority), "the answer has more than 4194304 bytes");
  }

  private static void assertTrouble(Exchange exchange, String trouble) {
    assertThatExceptionOfType(NoAnswer.class)
        .isThrownBy(() -> exchange.send(Exchange.Request.get("/v1/regions")))
        .withMessageContaining(trouble);
  }
}

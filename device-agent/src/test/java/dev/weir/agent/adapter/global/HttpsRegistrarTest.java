package dev.weir.agent.adapter.global;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.link.Home;
import dev.weir.agent.link.Registrar;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpsRegistrarTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");
  private static final List<Endpoint> ENDPOINTS =
      List.of(new Endpoint("mqtt", URI.create("mqtts://127.0.0.1:8883")));

  @TempDir Path temp;
  private Authority authority;
  private Credentials device;
  private GlobalEndpoint global;
  private final LinkedBlockingQueue<Optional<Peer>> callers = new LinkedBlockingQueue<>();
  private volatile int status = 200;
  private volatile String body = "";

  @BeforeEach
  void open() throws IOException {
    authority = Authority.open(temp.resolve("authority"));
    device = authority.identify(new IdentityFolder(temp.resolve("pump")), Peer.of(PUMP), List.of());
    global = endpoint(new Peer(Peer.Kind.GLOBAL, "global"));
  }

  private GlobalEndpoint endpoint(Peer who) throws IOException {
    return new GlobalEndpoint(
            authority.identify(
                new IdentityFolder(temp.resolve(who.name())), who, List.of("elsewhere")))
        .serves(
            "/v1/me",
            exchange -> {
              callers.add(GlobalEndpoint.caller(exchange));
              GlobalEndpoint.answer(exchange, status, body);
            });
  }

  @AfterEach
  void close() {
    global.close();
  }

  private Registrar.Answer ask(URI address) throws InterruptedException {
    LinkedBlockingQueue<Registrar.Answer> answers = new LinkedBlockingQueue<>();
    new HttpsRegistrar(address, device).ask(answers::add);
    return answers.poll(30, TimeUnit.SECONDS);
  }

  private static String reply(Optional<RegionId> region, List<Endpoint> endpoints) {
    return EnrolReply.CODEC.toJson(
        new EnrolReply("c", "a", List.of(Bytes.wrap(new byte[32])), region, endpoints));
  }

  private String failure(URI address) throws InterruptedException {
    Registrar.Answer answer = ask(address);
    assertThat(answer).isInstanceOf(Registrar.Failed.class);
    return ((Registrar.Failed) answer).why();
  }

  @Test
  void aDeviceIsToldItsHomeByItsCertificate() throws Exception {
    Optional<RegionId> south = Optional.of(RegionId.of("south"));
    body = reply(south, ENDPOINTS);
    assertThat(ask(global.address())).isEqualTo(new Registrar.At(new Home(south, ENDPOINTS)));
    assertThat(callers.remove()).contains(Peer.of(PUMP));
  }

  @Test
  void aDeviceWithoutARegionIsNowhere() throws Exception {
    body = reply(Optional.empty(), List.of());
    assertThat(ask(global.address())).isInstanceOf(Registrar.Nowhere.class);
    body = reply(Optional.of(RegionId.of("south")), List.of());
    assertThat(((Registrar.Nowhere) ask(global.address())).why()).contains("south");
  }

  @ParameterizedTest
  @CsvSource({"200, no JSON, malformed", "200, '', malformed", "302, x, 302", "503, busy, 503"})
  void whatCantBeUsedIsAFailureThatSaysWhy(int code, String text, String why) throws Exception {
    status = code;
    body = text;
    assertThat(failure(global.address())).contains(why).contains("/v1/me");
  }

  @Test
  void aRefusalSaysWhatGlobalSays() throws Exception {
    status = 404;
    body =
        Problem.CODEC.toJson(
            new Problem("about:blank", "Not Found", 404, "it has not joined here", "notFound"));
    assertThat(failure(global.address())).contains("404").contains("it has not joined here");
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    body = "x".repeat(1 << 20);
    assertThat(failure(global.address())).contains("malformed").hasSizeLessThan(1000);
  }

  @Test
  void nobodyIsBelievedButGlobal() throws Exception {
    body = reply(Optional.of(RegionId.of("south")), ENDPOINTS);
    try (GlobalEndpoint region = endpoint(Peer.of(RegionId.of("south")))) {
      assertThat(failure(region.address())).isNotEmpty();
    }
    assertThat(callers).isEmpty();
  }

  @Test
  void whoCantBeReachedIsAFailure() throws Exception {
    URI before = global.address();
    global.close();
    assertThat(failure(before)).contains("127.0.0.1").contains("can't be reached");
    assertThat(failure(URI.create("http://127.0.0.1:1"))).contains("must be https");
  }
}

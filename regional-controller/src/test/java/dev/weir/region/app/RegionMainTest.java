package dev.weir.region.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.node.NodeMain;
import dev.weir.node.Options;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionMainTest {
  private static final String TOKEN = "one-time";

  @TempDir Path folder;
  private final BlockingQueue<RegionSync> syncs = new LinkedBlockingQueue<>();
  private Authority authority;
  private HttpsServer global;

  @BeforeEach
  void globalServes() throws Exception {
    authority = Authority.open(folder.resolve("ca"));
    Credentials credentials =
        authority.identify(
            new IdentityFolder(folder.resolve("global")),
            new Peer(Peer.Kind.GLOBAL, "global"),
            List.of("127.0.0.1"));
    SSLContext tls = Tls.context(credentials);
    global = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    global.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    global.createContext("/v1/enrol", this::enrol);
    global.createContext("/v1/regions/north/sync", this::sync);
    global.start();
  }

  @AfterEach
  void globalStops() {
    global.stop(0);
  }

  private void enrol(HttpExchange exchange) throws IOException {
    EnrolRequest request =
        EnrolRequest.CODEC.fromJson(Bytes.of(exchange.getRequestBody().readAllBytes()).utf8());
    if (!request.token().equals(TOKEN)) {
      answer(exchange, 403, Bytes.ofUtf8("{\"code\":\"badToken\"}"));
      return;
    }
    Peer peer = Peer.of(RegionId.of(request.name()));
    EnrolReply reply =
        new EnrolReply(
            authority.issue(request.csr(), peer, List.of("127.0.0.1")),
            authority.certificatePem(),
            List.of(),
            Optional.empty(),
            List.of());
    answer(exchange, 200, Bytes.ofUtf8(EnrolReply.CODEC.toJson(reply)));
  }

  private void sync(HttpExchange exchange) throws IOException {
    RegionSync sync = RegionSync.CODEC.decode(Bytes.of(exchange.getRequestBody().readAllBytes()));
    syncs.add(sync);
    FeedPage page = Fixtures.page(sync.incarnation(), 1, Instant.now().plusSeconds(60), List.of());
    answer(exchange, 200, FeedPage.CODEC.encode(page));
  }

  private static void answer(HttpExchange exchange, int status, Bytes body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.size());
      exchange.getResponseBody().write(body.toArray());
    }
  }

  private Path join(String token) throws IOException {
    JoinFile join =
        new JoinFile(
            URI.create("https://127.0.0.1:" + global.getAddress().getPort()),
            authority.certificatePem(),
            token,
            MemberKind.REGION,
            Instant.now().plusSeconds(60));
    return Files.writeString(folder.resolve("join.json"), JoinFile.CODEC.toJson(join));
  }

  private NodeMain.Node start(String... more) throws Exception {
    List<String> arguments =
        new java.util.ArrayList<>(List.of("--data", folder.resolve("region").toString()));
    arguments.addAll(List.of(more));
    return RegionMain.start(Options.parse(arguments));
  }

  private RegionSync nextSync() throws InterruptedException {
    RegionSync sync = syncs.poll(30, TimeUnit.SECONDS);
    assertThat(sync).isNotNull();
    return sync;
  }

  private RegionSync syncWithEndpoints() throws InterruptedException {
    RegionSync sync = nextSync();
    while (sync.health().endpoints().isEmpty()) {
      sync = nextSync();
    }
    return sync;
  }

  @Test
  void aRegionJoinsOnceServesEveryTransportAndBindsTheSamePortsAgain() throws Exception {
    RegionSync first;
    try (NodeMain.Node node = start("--join", join(TOKEN).toString(), "--id", "north")) {
      assertThat(node).isNotNull();
      first = syncWithEndpoints();
      assertThat(first.health().endpoints())
          .extracting(Endpoint::transport)
          .containsExactlyInAnyOrder("api", "mqtt", "coap", "http");
    }
    Path data = folder.resolve("region");
    assertThat(data.resolve("operator.token")).exists();
    assertThat(data.resolve("authorities.pem")).exists();
    assertThat(Files.readString(data.resolve("api.url"))).startsWith("https://127.0.0.1:");
    syncs.clear();
    try (NodeMain.Node node = start()) {
      assertThat(node).isNotNull();
      RegionSync again = syncWithEndpoints();
      assertThat(again.health().endpoints()).isEqualTo(first.health().endpoints());
      assertThat(again.incarnation()).isEqualTo(first.incarnation());
      assertThat(again.sequence()).isGreaterThan(first.sequence());
    }
  }

  @Test
  void aStartThatCannotSucceedSaysWhatToDo() throws Exception {
    assertThatThrownBy(() -> start()).hasMessageContaining("--join FILE and --id NAME");
    Path wrong = join("wrong");
    assertThatThrownBy(() -> start("--join", wrong.toString(), "--id", "north"))
        .hasMessageContaining("403")
        .hasMessageContaining("badToken");
    assertThatThrownBy(() -> start("--api-port", "70000", "--what", "ever"))
        .hasMessageContaining("--api-port must be")
        .hasMessageContaining("there is no option --what");
  }
}

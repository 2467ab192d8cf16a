package dev.weir.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.node.Options;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import dev.weir.trust.signature.Ed25519;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process's parts together, with a global that only enrols, over real TLS. */
class AgentNodeTest {
  @TempDir Path temp;
  private Authority authority;
  private HttpsServer global;
  private final List<EnrolRequest> asked = new CopyOnWriteArrayList<>();
  private final List<AgentNode> nodes = new ArrayList<>();
  private final List<Throwable> troubles = new CopyOnWriteArrayList<>();
  private volatile int refusals;

  @BeforeEach
  void open() throws IOException {
    authority = Authority.open(temp.resolve("authority"));
    global = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    global.setHttpsConfigurator(
        new HttpsConfigurator(
            Tls.context(
                authority.identify(
                    new IdentityFolder(temp.resolve("global")),
                    new Peer(Peer.Kind.GLOBAL, "global"),
                    List.of("elsewhere")))));
    global.createContext("/v1/enrol", this::enrol);
    global.start();
    Files.writeString(temp.resolve("factory.img"), "the image that came with it");
  }

  @AfterEach
  void close() {
    nodes.forEach(AgentNode::close);
    global.stop(0);
    assertThat(troubles).isEmpty();
  }

  private void enrol(HttpExchange exchange) throws IOException {
    String text = Bytes.wrap(exchange.getRequestBody().readAllBytes()).utf8();
    EnrolRequest request = EnrolRequest.CODEC.fromJson(text);
    asked.add(request);
    if (asked.size() <= refusals) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    byte[] body = EnrolReply.CODEC.toJson(reply(request)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private EnrolReply reply(EnrolRequest request) throws Malformed {
    Peer peer = Peer.of(DeviceId.of(request.name()));
    return new EnrolReply(
        authority.issue(request.csr(), peer, List.of()),
        authority.certificatePem(),
        List.of(Ed25519.of(Bytes.wrap(new byte[32])).publicKey()),
        Optional.of(RegionId.of("north")),
        List.of(new Endpoint("coap", URI.create("coaps://127.0.0.1:9"))));
  }

  private Path join() throws IOException {
    JoinFile join =
        new JoinFile(
            URI.create("https://127.0.0.1:" + global.getAddress().getPort() + "/"),
            authority.certificatePem(),
            "secret",
            MemberKind.DEVICE,
            Instant.now().plusSeconds(60));
    return Files.writeString(temp.resolve("join.json"), JoinFile.CODEC.toJson(join));
  }

  private AgentNode start(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--data",
                temp.resolve("data").toString(),
                "--id",
                "pump-1",
                "--model",
                "pump",
                "--transport",
                "coap"));
    arguments.addAll(List.of(more));
    AgentNode node = AgentNode.start(AgentOptions.read(Options.parse(arguments)), troubles::add);
    nodes.add(node);
    return node;
  }

  private AgentNode firstStart() throws IOException {
    return start(
        "--join",
        join().toString(),
        "--image",
        temp.resolve("factory.img").toString(),
        "--image-version",
        "1.0");
  }

  private static String get(AgentNode node, String path) {
    try {
      URI address = URI.create("http://127.0.0.1:" + node.healthPort() + path);
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      try (var body =
          connection.getResponseCode() < 400
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        return Bytes.wrap(body.readAllBytes()).utf8();
      }
    } catch (IOException e) {
      return "";
    }
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(troubles).isEmpty();
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void aNewDeviceEnrolsDespiteTroubleAndThenStartsWithoutGlobal() throws Exception {
    refusals = 1;
    AgentNode node = firstStart();
    await(() -> get(node, "/readyz").startsWith("not connected"));
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).csr()).isNotEmpty();
    assertThat(asked.get(0).reportKey()).isEqualTo(asked.get(1).reportKey());
    assertThat(asked.get(0).token()).isEqualTo("secret");
    assertThat(get(node, "/healthz")).isEqualTo("ok\n");
    await(() -> get(node, "/metrics").contains("weir_agent_outbox_entries 1"));
    assertThat(get(node, "/metrics")).contains("weir_agent_phase{phase=\"trial\"} 0");
    node.close();
    global.stop(0);
    AgentNode again = start();
    await(() -> get(again, "/readyz").startsWith("not connected"));
    assertThat(asked).hasSize(2);
    assertThat(temp.resolve("data/slot-a.img"))
        .hasSameTextualContentAs(temp.resolve("factory.img"));
  }

  @Test
  void untilItIsEnrolledItSaysSo() throws Exception {
    refusals = Integer.MAX_VALUE;
    AgentNode node = firstStart();
    await(() -> !asked.isEmpty());
    assertThat(get(node, "/readyz")).isEqualTo("not enrolled yet\n");
  }

  @Test
  void whatIsMissingAtTheFirstStartIsSaid() throws IOException {
    Path join = join();
    assertThatThrownBy(() -> start("--join", join.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--image FILE and --image-version V");
    assertThatThrownBy(
            () ->
                start("--image", temp.resolve("factory.img").toString(), "--image-version", "1.0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--join FILE is needed");
  }

  @Test
  void aJoinFileForARegionIsRefused() throws IOException {
    String json = Files.readString(join()).replace("DEVICE", "REGION");
    Path wrong = Files.writeString(temp.resolve("region.json"), json);
    assertThatThrownBy(
            () ->
                start(
                    "--join",
                    wrong.toString(),
                    "--image",
                    temp.resolve("factory.img").toString(),
                    "--image-version",
                    "1.0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is for a REGION");
  }

  @Test
  void twoAgentsCantShareAFolder() throws Exception {
    firstStart();
    assertThatThrownBy(this::firstStart)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another process");
  }
}

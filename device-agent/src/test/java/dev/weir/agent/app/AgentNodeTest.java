package dev.weir.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.weir.agent.adapter.global.GlobalEndpoint;
import dev.weir.agent.drive.LinkSettings;
import dev.weir.agent.link.Backoff;
import dev.weir.agent.link.SearchSettings;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process's parts together, with a global that only enrols, over real TLS. */
class AgentNodeTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");

  @TempDir Path temp;
  private Authority authority;
  private GlobalEndpoint global;
  private SSLServerSocket south;
  private volatile Optional<EnrolReply> belongs = Optional.empty();
  private final List<EnrolRequest> asked = new CopyOnWriteArrayList<>();
  private final List<AgentNode> nodes = new ArrayList<>();
  private final List<Throwable> troubles = new CopyOnWriteArrayList<>();
  private volatile int refusals;

  @BeforeEach
  void open() throws IOException {
    authority = Authority.open(temp.resolve("authority"));
    global =
        new GlobalEndpoint(
                authority.identify(
                    new IdentityFolder(temp.resolve("global")),
                    new Peer(Peer.Kind.GLOBAL, "global"),
                    List.of("elsewhere")))
            .serves("/v1/enrol", this::enrol)
            .serves("/v1/me", this::me);
    south =
        (SSLServerSocket)
            Tls.context(
                    authority.identify(
                        new IdentityFolder(temp.resolve("south")),
                        Peer.of(RegionId.of("south")),
                        List.of("127.0.0.1")))
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    south.setNeedClientAuth(true);
    Files.writeString(temp.resolve("factory.img"), "the image that came with it");
  }

  @AfterEach
  void close() throws IOException {
    nodes.forEach(AgentNode::close);
    global.close();
    south.close();
    assertThat(troubles).isEmpty();
  }

  private void me(HttpExchange exchange) throws IOException {
    boolean known = GlobalEndpoint.caller(exchange).equals(Optional.of(Peer.of(PUMP)));
    GlobalEndpoint.answer(
        exchange,
        known && belongs.isPresent() ? 200 : 503,
        belongs.map(EnrolReply.CODEC::toJson).orElse(""));
  }

  private void enrol(HttpExchange exchange) throws IOException {
    String text = Bytes.wrap(exchange.getRequestBody().readAllBytes()).utf8();
    EnrolRequest request = EnrolRequest.CODEC.fromJson(text);
    asked.add(request);
    if (asked.size() <= refusals) {
      GlobalEndpoint.answer(exchange, 503, "");
      return;
    }
    GlobalEndpoint.answer(exchange, 200, EnrolReply.CODEC.toJson(reply(request)));
  }

  private EnrolReply reply(EnrolRequest request) throws Malformed {
    Peer peer = Peer.of(DeviceId.of(request.name()));
    return new EnrolReply(
        authority.issue(request.csr(), peer, List.of()),
        authority.certificatePem(),
        List.of(Ed25519.of(Bytes.wrap(new byte[32])).publicKey()),
        Optional.of(RegionId.of("north")),
        List.of(
            new Endpoint("coap", URI.create("coaps://127.0.0.1:9")),
            new Endpoint("mqtt", URI.create("mqtts://127.0.0.1:9")),
            new Endpoint("http", URI.create("https://127.0.0.1:9"))));
  }

  /**
   * What global says of the device once south serves it; it believes another release key by now.
   */
  private EnrolReply inSouth() {
    String address = "://127.0.0.1:" + south.getLocalPort();
    return new EnrolReply(
        "other certificates",
        "other authorities",
        List.of(Bytes.wrap(new byte[32])),
        Optional.of(RegionId.of("south")),
        List.of(
            new Endpoint("mqtt", URI.create("mqtts" + address)),
            new Endpoint("http", URI.create("https" + address))));
  }

  private EnrolReply kept() throws Exception {
    return EnrolReply.CODEC.fromJson(Files.readString(temp.resolve("data/enrolment.json")));
  }

  /** The device that connects with south, by its certificate. */
  private Optional<Peer> connects() throws Exception {
    south.setSoTimeout(30_000);
    try (SSLSocket socket = (SSLSocket) south.accept()) {
      socket.setSoTimeout(30_000);
      assertThat(socket.getInputStream().read()).as("an MQTT CONNECT").isEqualTo(0x10);
      return Peer.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    }
  }

  private Path join() throws IOException {
    JoinFile join =
        new JoinFile(
            global.address(),
            authority.certificatePem(),
            "secret",
            MemberKind.DEVICE,
            Instant.now().plusSeconds(60));
    return Files.writeString(temp.resolve("join.json"), JoinFile.CODEC.toJson(join));
  }

  private AgentNode start(String... more) throws IOException {
    return start(options("coap", more));
  }

  private AgentNode start(AgentOptions options) throws IOException {
    AgentNode node = AgentNode.start(options, troubles::add);
    nodes.add(node);
    return node;
  }

  private AgentOptions options(String transport, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--data",
                temp.resolve("data").toString(),
                "--id",
                PUMP.text(),
                "--model",
                "pump",
                "--transport",
                transport));
    arguments.addAll(List.of(more));
    return AgentOptions.read(Options.parse(arguments));
  }

  private AgentNode firstStart() throws IOException {
    return start(first());
  }

  private String[] first() throws IOException {
    return new String[] {
      "--join",
      join().toString(),
      "--image",
      temp.resolve("factory.img").toString(),
      "--image-version",
      "1.0"
    };
  }

  /** An agent that doubts its region within a second. */
  private AgentNode startImpatient(String... more) throws IOException {
    AgentOptions read = options("mqtt", more);
    LinkSettings link =
        read.settings()
            .link()
            .withSearch(
                new SearchSettings(
                    3,
                    Duration.ofMillis(300),
                    new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))));
    return start(
        new AgentOptions(
            read.data(),
            read.healthPort(),
            read.join(),
            read.site(),
            read.labels(),
            read.image(),
            read.imageVersion(),
            read.settings().with(link)));
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
    global.close();
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

  @Test
  void aDeviceThatWasMovedGoesToItsNewRegionAndStaysThere() throws Exception {
    AgentNode node = startImpatient(first());
    await(() -> get(node, "/readyz").contains("/v1/me answers 503"));
    List<Bytes> keys = kept().releaseKeys();
    belongs =
        Optional.of(
            new EnrolReply(
                "c", "a", List.of(Bytes.wrap(new byte[32])), Optional.empty(), List.of()));
    await(() -> get(node, "/readyz").contains("no region serves this device"));
    assertThat(get(node, "/metrics")).contains("weir_agent_unserved 1");
    belongs = Optional.of(inSouth());
    assertThat(connects()).contains(Peer.of(PUMP));
    assertThat(get(node, "/metrics")).contains("weir_agent_moves 1", "weir_agent_unserved 0");
    assertThat(kept().region()).contains(RegionId.of("south"));
    assertThat(kept().endpoints()).isEqualTo(inSouth().endpoints());
    assertThat(kept().releaseKeys()).as("nobody is believed since").isEqualTo(keys);
    assertThat(kept().authorities()).isEqualTo(authority.certificatePem());
    node.close();
    global.close();
    startImpatient();
    assertThat(connects()).contains(Peer.of(PUMP));
  }

  @Test
  void aDeviceThatDoesNotKnowWhereGlobalIsSaysSoAndGoesOn() throws Exception {
    AgentNode node = startImpatient(first());
    await(() -> get(node, "/readyz").contains("/v1/me answers 503"));
    node.close();
    Files.delete(temp.resolve("data/global.url"));
    AgentNode again = startImpatient();
    await(() -> get(again, "/readyz").contains("global.url"));
    assertThat(get(again, "/readyz")).startsWith("not connected with the region; ");
  }
}

package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The MQTT front end against clients that others wrote, over mutual TLS. */
class MosquittoTest {
  private static final int LIMIT_S = 30;
  private static final DeviceId PUMP = DeviceId.of("pump-1");
  private static final Peer PEER = Peer.of(PUMP);

  @TempDir private static Path folder;
  private static Credentials regionIdentity;
  private static IdentityFolder device;

  private final Region region = new Region();
  private final List<Process> started = new ArrayList<>();
  private FrontEnd frontEnd;

  /** Keeps what it hears, and answers as it is told. */
  private static final class Region implements Uplinks {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile Reception answer = Reception.TAKEN;

    @Override
    public void connected(Peer peer, FrontEnd through) {
      heard.add("connected " + peer.uri());
    }

    @Override
    public void disconnected(Peer peer, FrontEnd through) {
      heard.add("disconnected " + peer.uri());
    }

    @Override
    public void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken) {
      heard.add(peer.uri() + " " + uplink.utf8());
      taken.accept(answer);
    }
  }

  @BeforeAll
  static void certify() {
    for (String tool : List.of("mosquitto_pub", "mosquitto_sub")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
              .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
          () -> tool + " is missing; on Debian: apt-get install mosquitto-clients");
    }
    Authority authority = Authority.open(folder.resolve("authority"));
    regionIdentity =
        authority.identify(
            new IdentityFolder(folder.resolve("region")),
            Peer.of(RegionId.of("north")),
            List.of("127.0.0.1"));
    device = new IdentityFolder(folder.resolve("device"));
    authority.identify(device, PEER, List.of());
  }

  @BeforeEach
  void open() throws IOException {
    Artifacts none =
        (peer, artifact, offset, length, reply) ->
            reply.accept(new Fetched.Refused("there are none here"));
    frontEnd =
        ServiceLoader.load(FrontEndProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("mqtt"))
            .findFirst()
            .orElseThrow()
            .open(new FrontEndSettings("127.0.0.1", 0, regionIdentity, 10), region, none);
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    frontEnd.close();
  }

  /** A tool that runs; what it says, standard error included, stands in the file. */
  private record Tool(Process process, Path said) {
    Ended end() throws Exception {
      assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).as("ended by itself").isTrue();
      return new Ended(process.exitValue(), Files.readString(said));
    }
  }

  private record Ended(int code, String said) {}

  private Tool start(String tool, String version, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(tool, "-V", version, "-h", "127.0.0.1", "-p"));
    command.add(String.valueOf(frontEnd.address().getPort()));
    command.addAll(List.of("--cafile", device.folder().resolve("authorities.pem").toString()));
    command.addAll(List.of("--cert", device.folder().resolve("certificates.pem").toString()));
    command.addAll(List.of("--key", device.folder().resolve("key.pem").toString()));
    command.addAll(List.of("-i", PUMP.text()));
    Collections.addAll(command, arguments);
    Path said = Files.createTempFile(folder, tool, ".out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    started.add(process);
    return new Tool(process, said);
  }

  private Ended publish(String version, String topic, String message) throws Exception {
    return start("mosquitto_pub", version, "-q", "1", "-t", topic, "-m", message).end();
  }

  private String heard() throws InterruptedException {
    return String.valueOf(region.heard.poll(LIMIT_S, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv5", "mqttv311"})
  void aMessageGoesUp(String version) throws Exception {
    assertThat(publish(version, "weir/pump-1/up", "hello")).isEqualTo(new Ended(0, ""));
    assertThat(heard()).isEqualTo("urn:weir:device:pump-1 hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv5", "mqttv311"})
  void aMessageGoesDown(String version) throws Exception {
    Tool listening = start("mosquitto_sub", version, "-C", "1", "-t", "weir/pump-1/down");
    assertThat(heard()).isEqualTo("connected urn:weir:device:pump-1");
    frontEnd.send(PUMP, Bytes.ofUtf8("do this"));
    assertThat(listening.end()).isEqualTo(new Ended(0, "do this\n"));
    assertThat(heard()).isEqualTo("disconnected urn:weir:device:pump-1");
  }

  @ParameterizedTest
  @CsvSource({"BUSY,Quota exceeded", "REFUSED,Payload format invalid"})
  void fiveIsToldWhatBecameOfAMessage(Reception reception, String reason) throws Exception {
    region.answer = reception;
    assertThat(publish("mqttv5", "weir/pump-1/up", "hello").said()).contains(reason);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "REFUSED"})
  void beforeFiveAMessageThatIsTurnedAwayEndsTheConnection(Reception reception) throws Exception {
    region.answer = reception;
    assertThat(publish("mqttv311", "weir/pump-1/up", "hello").code()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv5", "mqttv311"})
  void nothingGoesToAnotherTopic(String version) throws Exception {
    assertThat(publish(version, "weir/pump-2/up", "hello").code()).isNotZero();
    assertThat(region.heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mqttv5,#",
    "mqttv311,#",
    "mqttv5,weir/+/down",
    "mqttv311,weir/pump-2/down",
  })
  void noOtherSubscriptionStands(String version, String filter) throws Exception {
    assertThat(start("mosquitto_sub", version, "-C", "1", "-t", filter).end().said())
        .contains("denied");
    assertThat(region.heard).isEmpty();
  }
}

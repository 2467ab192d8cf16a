package dev.weir.transport.mqtt.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.mqtt.Eventually;
import dev.weir.transport.mqtt.FakeAgent;
import dev.weir.transport.mqtt.FakeRegion;
import dev.weir.transport.mqtt.Identities;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends as the tiers find them, over a real socket. */
class MqttChannelTest {
  private static final DeviceId PUMP = DeviceId.of("acme~pump-1");

  @TempDir private static Path folder;
  private static Identities identities;
  private static Identities strangers;

  private final FakeRegion region = new FakeRegion();
  private final FakeAgent agent = new FakeAgent();
  private final List<Channel> opened = new ArrayList<>();
  private FrontEnd frontEnd;

  @BeforeAll
  static void certify() {
    identities = new Identities(folder.resolve("ours"));
    strangers = new Identities(folder.resolve("theirs"));
  }

  @BeforeEach
  void open() throws IOException {
    frontEnd = frontEnd(0);
  }

  private FrontEnd frontEnd(int port) throws IOException {
    return ServiceLoader.load(FrontEndProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.transport().equals("mqtt"))
        .findFirst()
        .orElseThrow()
        .open(
            new FrontEndSettings("127.0.0.1", port, identities.region("north"), 10),
            region,
            region);
  }

  @AfterEach
  void close() {
    opened.forEach(Channel::close);
    frontEnd.close();
    Eventually.holds("no thread of a channel is left", () -> threads().isEmpty());
    assertThat(agent.afterTheEnd).hasValue(0);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getClass().getEnclosingClass() == MqttChannel.class)
        .map(Thread::getName)
        .toList();
  }

  private Channel channel(URI address, Credentials credentials) {
    return channel(address, credentials, agent);
  }

  private Channel channel(URI address, Credentials credentials, FakeAgent listener) {
    Channel channel =
        ServiceLoader.load(ChannelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("mqtt"))
            .findFirst()
            .orElseThrow()
            .open(
                new ChannelSettings(address, PUMP, credentials, Duration.ofSeconds(30)), listener);
    opened.add(channel);
    return channel;
  }

  private Channel channel() {
    return channel(frontEnd.address(), identities.device(PUMP.text()));
  }

  @Test
  void messagesGoUpAndDown() throws Exception {
    Channel channel = channel();
    agent.awaitOpen();
    channel.send(Bytes.ofUtf8("hello"));
    FakeRegion.Received received = Eventually.next("the hello", region.received);
    assertThat(received.uplink().utf8()).isEqualTo("hello");
    assertThat(received.peer().uri()).isEqualTo("urn:weir:device:acme~pump-1");
    Eventually.holds("present", () -> !region.present.isEmpty());
    frontEnd.send(PUMP, Bytes.ofUtf8("downlink"));
    assertThat(Eventually.next("the downlink", agent.received).utf8()).isEqualTo("downlink");
    channel.close();
    assertThat(agent.awaitEnd()).isEqualTo("closed");
    Eventually.holds("absent", () -> region.present.isEmpty());
  }

  @Test
  void whatWasHandedInGoesOutBeforeTheEnd() throws Exception {
    Channel channel = channel();
    agent.awaitOpen();
    IntStream.range(0, 20).forEach(i -> channel.send(Bytes.ofUtf8("message " + i)));
    channel.close();
    channel.close();
    assertThat(agent.awaitEnd()).isEqualTo("closed");
    for (int i = 0; i < 20; i++) {
      assertThat(Eventually.next("message " + i, region.received).uplink().utf8())
          .isEqualTo("message " + i);
    }
  }

  @Test
  void messagesOfTheLargestSizeGoUpAndDown() throws Exception {
    Channel channel = channel();
    agent.awaitOpen();
    Bytes large = Bytes.wrap(new byte[Limits.DEVICE_MESSAGE]);
    channel.send(large);
    assertThat(Eventually.next("the message", region.received).uplink()).isEqualTo(large);
    Eventually.holds("present", () -> !region.present.isEmpty());
    frontEnd.send(PUMP, large);
    assertThat(Eventually.next("the downlink", agent.received)).isEqualTo(large);
    assertThatThrownBy(() -> channel.send(large.concat(large)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBusyRegionEndsTheChannelAndTheAgentHearsWhy() throws Exception {
    region.answer = Optional.of(Reception.BUSY);
    Channel channel = channel();
    agent.awaitOpen();
    channel.send(Bytes.ofUtf8("hello"));
    assertThat(agent.awaitEnd()).contains("0x97").contains("busy");
    channel.send(Bytes.ofUtf8("late"));
    channel.close();
  }

  @Test
  void aRefusedMessageEndsTheChannel() throws Exception {
    region.answer = Optional.of(Reception.REFUSED);
    Channel channel = channel();
    agent.awaitOpen();
    channel.send(Bytes.ofUtf8("nonsense"));
    assertThat(agent.awaitEnd()).contains("0x99");
  }

  @Test
  void tooManyUnansweredMessagesEndTheChannel() throws Exception {
    region.answer = Optional.empty();
    Channel channel = channel();
    agent.awaitOpen();
    for (int i = 0; i <= Outbox.IN_FLIGHT + Outbox.WAITING; i++) {
      channel.send(Bytes.ofUtf8("message " + i));
    }
    assertThat(agent.awaitEnd()).contains("24 messages wait");
    assertThat(region.received).hasSizeLessThanOrEqualTo(Outbox.IN_FLIGHT);
  }

  @Test
  void closingDoesNotWaitLongForARegionThatDoesNotAnswer() throws Exception {
    region.answer = Optional.empty();
    Channel channel = channel();
    agent.awaitOpen();
    channel.send(Bytes.ofUtf8("message"));
    long start = System.nanoTime();
    channel.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    assertThat(agent.awaitEnd()).isEqualTo("closed");
    Eventually.next("the message", region.received);
  }

  @Test
  void nobodyListening() throws Exception {
    channel(URI.create("mqtts://127.0.0.1:" + freePort()), identities.device(PUMP.text()));
    assertThat(agent.awaitEnd()).contains("refused");
  }

  @Test
  void anAddressThatIsNone() throws Exception {
    channel(URI.create("mqtts:nowhere"), identities.device(PUMP.text()));
    assertThat(agent.awaitEnd()).contains("mqtts://HOST:PORT");
  }

  @Test
  void aDeviceOfAnotherAuthorityIsTurnedAway() throws Exception {
    Credentials theirs = strangers.device(PUMP.text());
    Credentials mixed =
        new Credentials(theirs.key(), theirs.chain(), identities.device(PUMP.text()).authorities());
    channel(frontEnd.address(), mixed);
    agent.awaitEnd();
    assertThat(region.comings).isEmpty();
  }

  @Test
  void aDeviceWithoutACertificateIsTurnedAway() throws Exception {
    Credentials own = identities.device(PUMP.text());
    try (SSLSocket socket =
        (SSLSocket)
            Tls.clientContext(
                    new Credentials(own.key(), List.of(), own.authorities()), peer -> true)
                .getSocketFactory()
                .createSocket("127.0.0.1", frontEnd.address().getPort())) {
      socket.setSoTimeout(20_000);
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().read();
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherDevicesCertificateIsOfNoUse() throws Exception {
    channel(frontEnd.address(), identities.device("pump-2"));
    assertThat(agent.awaitEnd()).contains("0x85 client id not valid");
  }

  @Test
  void aRegionOfAnotherAuthorityIsNotBelieved() throws Exception {
    Credentials own = identities.device(PUMP.text());
    Credentials trusting =
        new Credentials(own.key(), own.chain(), strangers.device("pump-1").authorities());
    channel(frontEnd.address(), trusting);
    agent.awaitEnd();
  }

  @Test
  void aDeviceCanNotStandForARegion() throws Exception {
    try (SSLServerSocket impostor = server(identities.device("pump-2"))) {
      Thread serving = serve(impostor, SSLSocket::startHandshake);
      channel(address(impostor), identities.device(PUMP.text()));
      agent.awaitEnd();
      serving.join();
    }
  }

  /** Paho's own link leaves a thread behind that spins for ever. */
  @Test
  void aRegionThatHangsUpAfterTheHandshakeLeavesNoThread() throws Exception {
    try (SSLServerSocket rude = server(identities.region("north"))) {
      for (int i = 0; i < 5; i++) {
        Thread serving =
            serve(
                rude,
                socket -> {
                  socket.startHandshake();
                  socket.close();
                });
        FakeAgent each = new FakeAgent();
        Channel channel = channel(address(rude), identities.device(PUMP.text()), each);
        each.awaitEnd();
        serving.join();
        channel.close();
      }
    }
  }

  @Test
  void aPacketWithoutMeasureEndsTheChannel() throws Exception {
    try (SSLServerSocket boaster = server(identities.region("north"))) {
      Thread serving =
          serve(
              boaster,
              socket -> {
                socket.getInputStream().read();
                // CONNACK, then the header of a PUBLISH of 256 MiB
                socket
                    .getOutputStream()
                    .write(
                        new byte[] {
                          0x20, 3, 0, 0, 0, 0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f
                        });
                socket.getInputStream().readAllBytes();
              });
      channel(address(boaster), identities.device(PUMP.text()));
      assertThat(agent.awaitEnd()).contains("more than");
      serving.join();
    }
  }

  @Test
  void theRegionsEndIsHeardOnceWithItsReason() throws Exception {
    channel();
    agent.awaitOpen();
    frontEnd.close();
    assertThat(agent.awaitEnd()).contains("0x8b server shutting down");
    assertThat(agent.endings).isEmpty();
  }

  @Test
  void aSecondChannelOfTheSameDeviceTakesOver() throws Exception {
    channel();
    agent.awaitOpen();
    FakeAgent again = new FakeAgent();
    Channel second = channel(frontEnd.address(), identities.device(PUMP.text()), again);
    assertThat(agent.awaitEnd()).contains("0x8e session taken over");
    again.awaitOpen();
    second.send(Bytes.ofUtf8("I am here"));
    assertThat(Eventually.next("the message", region.received).uplink().utf8())
        .isEqualTo("I am here");
  }

  @Test
  void closingWhileItConnectsIsHeardOnce() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Channel channel =
          channel(
              URI.create("mqtts://127.0.0.1:" + mute.getLocalPort()),
              identities.device(PUMP.text()));
      mute.accept().getInputStream().read();
      channel.close();
      assertThat(agent.awaitEnd()).isEqualTo("closed");
      assertThat(agent.openings).isEmpty();
    }
  }

  @Test
  void aListenerMayCloseTheChannelOnItsOwnThread() throws Exception {
    AtomicReference<Channel> channel = new AtomicReference<>();
    AtomicReference<Duration> took = new AtomicReference<>(Duration.ZERO);
    FakeAgent hasty =
        new FakeAgent() {
          @Override
          public void received(Bytes downlink) {
            super.received(downlink);
            long start = System.nanoTime();
            channel.get().close();
            took.set(Duration.ofNanos(System.nanoTime() - start));
          }
        };
    channel.set(channel(frontEnd.address(), identities.device(PUMP.text()), hasty));
    hasty.awaitOpen();
    Eventually.holds("present", () -> !region.present.isEmpty());
    frontEnd.send(PUMP, Bytes.ofUtf8("go away"));
    assertThat(hasty.awaitEnd()).isEqualTo("closed");
    assertThat(took.get()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void manyChannelsLeaveNothingBehind() throws Exception {
    for (int i = 0; i < 20; i++) {
      FakeAgent each = new FakeAgent();
      Channel channel = channel(frontEnd.address(), identities.device(PUMP.text()), each);
      each.awaitOpen();
      channel.close();
      assertThat(each.awaitEnd()).isEqualTo("closed");
    }
    Eventually.holds("nobody is present", () -> region.present.isEmpty());
  }

  private interface Behaviour {
    void with(SSLSocket socket) throws IOException;
  }

  private static SSLServerSocket server(Credentials credentials) throws IOException {
    return (SSLServerSocket)
        Tls.context(credentials)
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static Thread serve(SSLServerSocket server, Behaviour behaviour) {
    Thread serving =
        new Thread(
            () -> {
              try (SSLSocket socket = (SSLSocket) server.accept()) {
                behaviour.with(socket);
              } catch (IOException e) {
                // The agent hung up, which is what the test wants.
              }
            });
    serving.start();
    return serving;
  }

  private static URI address(ServerSocket server) {
    return URI.create("mqtts://127.0.0.1:" + server.getLocalPort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

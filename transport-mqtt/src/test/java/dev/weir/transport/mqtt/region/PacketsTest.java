package dev.weir.transport.mqtt.region;

import static dev.weir.transport.mqtt.RawClient.connect;
import static dev.weir.transport.mqtt.RawClient.join;
import static dev.weir.transport.mqtt.RawClient.publish;
import static dev.weir.transport.mqtt.RawClient.subscribe;
import static dev.weir.transport.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.mqtt.Eventually;
import dev.weir.transport.mqtt.FakeRegion;
import dev.weir.transport.mqtt.Identities;
import dev.weir.transport.mqtt.RawClient;
import dev.weir.transport.mqtt.RawClient.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front end's answers, byte by byte. */
class PacketsTest {
  private static final int OLD = 4;
  private static final int FIVE = 5;
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int SUBSCRIBE = 0x82;
  private static final int CONNACK = 2;
  private static final int PUBACK = 4;
  private static final int SUBACK = 9;
  private static final int PINGRESP = 13;
  private static final int DISCONNECT = 14;
  private static final byte[] HI = {'h', 'i'};

  @TempDir private static Path folder;
  private static Identities identities;

  private final FakeRegion region = new FakeRegion();
  private MqttFrontEnd frontEnd;

  @BeforeAll
  static void certify() {
    identities = new Identities(folder);
  }

  @BeforeEach
  void open() throws IOException {
    frontEnd =
        open(3, new Timing(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMillis(300)));
  }

  private MqttFrontEnd open(int max, Timing timing) throws IOException {
    return MqttFrontEnd.open(
        new FrontEndSettings("127.0.0.1", 0, identities.region("north"), max), region, timing);
  }

  @AfterEach
  void close() {
    frontEnd.close();
  }

  private RawClient client(int version) throws IOException {
    return RawClient.connected(frontEnd.address(), identities.device("pump-1"), version, "pump-1");
  }

  private static void assertEnds(RawClient client, int version, int reason) throws IOException {
    if (version == FIVE) {
      Packet packet = client.read().orElseThrow();
      assertThat(packet.type()).isEqualTo(DISCONNECT);
      assertThat(packet.body()[0] & 0xff).isEqualTo(reason);
    }
    assertThat(client.read()).isEmpty();
  }

  @Test
  void fiveIsToldEveryLimit() throws IOException {
    try (RawClient client = new RawClient(frontEnd.address(), identities.device("pump-1"))) {
      client.send(CONNECT, connect(FIVE, 2, 0, "pump-1"));
      Packet answer = client.read().orElseThrow();
      assertThat(answer.type()).isEqualTo(CONNACK);
      assertThat(answer.hex())
          .as("accepted, no session")
          .startsWith("0000")
          .as("session expiry 0")
          .contains("1100000000")
          .as("receive maximum 16")
          .contains("210010")
          .as("maximum QoS 1")
          .contains("2401")
          .as("no retain, wildcards, subscription identifiers, shared subscriptions")
          .contains("2500", "2800", "2900", "2a00")
          .as("maximum packet size")
          .contains("2700010400")
          .as("no limit was asked for: 15 minutes hold")
          .contains("130384");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {OLD, FIVE})
  void aMessageGoesUpFromWhomTheCertificateNames(int version) throws Exception {
    try (RawClient client = client(version)) {
      client.send(PUBLISH_QOS_1, publish(version, 7, "weir/pump-1/up", HI));
      Packet answer = client.read().orElseThrow();
      assertThat(answer.type()).isEqualTo(PUBACK);
      assertThat(answer.hex()).startsWith("0007");
      FakeRegion.Received received = Eventually.next("the message", region.received);
      assertThat(received.uplink().utf8()).isEqualTo("hi");
      assertThat(received.peer().uri()).isEqualTo("urn:weir:device:pump-1");
    }
  }

  @Test
  void aMessageOfQosZeroGoesUpWithoutAnAnswer() throws Exception {
    try (RawClient client = client(FIVE)) {
      client.send(0x30, join(text("weir/pump-1/up"), new byte[] {0}, HI));
      assertThat(Eventually.next("the message", region.received).uplink().utf8()).isEqualTo("hi");
      client.send(0xc0, new byte[0]);
      client.expect(PINGRESP);
    }
  }

  @ParameterizedTest
  @CsvSource({"TAKEN,0007,0007", "BUSY,000797,", "REFUSED,000799,"})
  void acknowledgementsSayWhatBecameOfAMessage(Reception reception, String five, String old)
      throws Exception {
    region.answer = Optional.of(reception);
    try (RawClient client = client(FIVE)) {
      client.send(PUBLISH_QOS_1, publish(FIVE, 7, "weir/pump-1/up", HI));
      assertThat(client.read().orElseThrow().hex()).startsWith(five);
    }
    try (RawClient client = client(OLD)) {
      client.send(PUBLISH_QOS_1, publish(OLD, 7, "weir/pump-1/up", HI));
      assertThat(client.read().map(Packet::hex)).isEqualTo(Optional.ofNullable(old));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {OLD, FIVE})
  void nothingIsAcknowledgedBeforeItIsTaken(int version) throws Exception {
    region.answer = Optional.empty();
    try (RawClient client = client(version)) {
      client.send(PUBLISH_QOS_1, publish(version, 7, "weir/pump-1/up", HI));
      FakeRegion.Received received = Eventually.next("the message", region.received);
      client.send(0xc0, new byte[0]);
      client.expect(PINGRESP);
      received.taken().accept(Reception.TAKEN);
      client.expect(PUBACK);
    }
  }

  @Test
  void readingStopsWhileSixteenMessagesWaitAndGoesOnAfterwards() throws Exception {
    region.answer = Optional.empty();
    try (RawClient client = client(OLD)) {
      for (int packet = 1; packet <= 40; packet++) {
        client.send(PUBLISH_QOS_1, publish(OLD, packet, "weir/pump-1/up", HI));
      }
      List<FakeRegion.Received> waiting = new ArrayList<>();
      for (int i = 0; i < Connection.IN_FLIGHT; i++) {
        waiting.add(Eventually.next("message " + i, region.received));
      }
      // A second device is served meanwhile: whatever the loop had to hand on, it did.
      try (RawClient other =
          RawClient.connected(frontEnd.address(), identities.device("pump-2"), OLD, "pump-2")) {
        other.send(0xc0, new byte[0]);
        other.expect(PINGRESP);
      }
      assertThat(region.received).isEmpty();
      region.answer = Optional.of(Reception.TAKEN);
      waiting.forEach(received -> received.taken().accept(Reception.TAKEN));
      for (int i = 0; i < 40; i++) {
        client.expect(PUBACK);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {OLD, FIVE})
  void anotherDevicesTopicEndsTheConnection(int version) throws Exception {
    try (RawClient client = client(version)) {
      client.send(PUBLISH_QOS_1, publish(version, 7, "weir/pump-2/up", HI));
      assertEnds(client, version, 0x87);
      assertThat(region.received).isEmpty();
    }
  }

  @Test
  void whatFiveHasACodeForEndsTheConnectionWithIt() throws Exception {
    byte[] whole = publish(FIVE, 7, "weir/pump-1/up", HI);
    assertRefused(0x34, whole, 0x9b);
    assertRefused(0x33, whole, 0x9a);
    assertRefused(PUBLISH_QOS_1, aliased(), 0x94);
    assertRefused(
        PUBLISH_QOS_1,
        publish(FIVE, 7, "weir/pump-1/up", new byte[Limits.DEVICE_MESSAGE + 1]),
        0x95);
    assertRefused(PUBLISH_QOS_1, publish(FIVE, 7, "weir/pump-1/up", new byte[1024 * 1024]), 0x95);
    assertRefused(PUBLISH_QOS_1, publish(FIVE, 7, "weir/+/up", HI), 0x81);
    assertRefused(CONNECT, connect(FIVE, 2, 60, "pump-1"), 0x82);
    assertRefused(0x40, new byte[] {0, 1}, 0x82);
    assertRefused(0xf0, new byte[] {0x18, 0}, 0x82);
    assertRefused(SUBSCRIBE, new byte[] {0, 1, 0}, 0x82);
    assertRefused(0x36, whole, 0x81);
    // A SUBSCRIBE of one byte, and a PINGREQ that it would run into.
    assertRefused(SUBSCRIBE, new byte[] {0}, 0x81, (byte) 0xc0, (byte) 0);
    assertThat(region.received).isEmpty();
  }

  private static byte[] aliased() {
    return join(text("weir/pump-1/up"), new byte[] {0, 7, 3, 0x23, 0, 1}, HI);
  }

  private void assertRefused(int first, byte[] body, int reason, byte... more) throws IOException {
    try (RawClient client = client(FIVE)) {
      client.send(first, body);
      client.sendRaw(more);
      assertEnds(client, FIVE, reason);
    }
  }

  @Test
  void theLargestMessageIsTaken() throws Exception {
    try (RawClient client = client(FIVE)) {
      client.send(
          PUBLISH_QOS_1, publish(FIVE, 7, "weir/pump-1/up", new byte[Limits.DEVICE_MESSAGE]));
      client.expect(PUBACK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "weir/pump-2/down,0x87",
    "weir/pump-1/up,0x87",
    "#,0xa2",
    "weir/+/down,0xa2",
    "weir/pump-1/#,0xa2",
    "$share/g/weir/pump-1/down,0x9e"
  })
  void noOtherSubscriptionStands(String filter, String reason) throws Exception {
    int code = Integer.decode(reason);
    try (RawClient client = client(FIVE)) {
      client.send(SUBSCRIBE, subscribe(FIVE, filter));
      Packet answer = client.read().orElseThrow();
      assertThat(answer.type()).isEqualTo(SUBACK);
      assertThat(answer.body()[3] & 0xff).isEqualTo(code);
      assertEnds(client, FIVE, code);
    }
    try (RawClient client = client(OLD)) {
      client.send(SUBSCRIBE, subscribe(OLD, filter));
      assertThat(client.read().orElseThrow().hex()).isEqualTo("000180");
      assertEnds(client, OLD, code);
    }
    assertThat(region.comings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {OLD, FIVE})
  void aSubscriptionMakesADeviceReachableUntilItEnds(int version) throws Exception {
    RawClient client = client(version);
    client.send(SUBSCRIBE, subscribe(version, "weir/pump-1/down"));
    client.expect(SUBACK);
    assertThat(Eventually.next("connected", region.comings)).isEqualTo("+pump-1");
    frontEnd.send(DeviceId.of("pump-1"), Bytes.ofUtf8("go"));
    Packet downlink = client.read().orElseThrow();
    assertThat(downlink.first()).as("PUBLISH, QoS 0").isEqualTo(0x30);
    assertThat(new String(downlink.body(), StandardCharsets.UTF_8))
        .contains("weir/pump-1/down")
        .endsWith("go");
    client.send(0xe0, new byte[0]);
    assertThat(Eventually.next("disconnected", region.comings)).isEqualTo("-pump-1");
    client.close();
    Eventually.holds("no socket is left", () -> frontEnd.open() == 0);
  }

  @Test
  void withoutASubscriptionNothingIsSent() throws Exception {
    try (RawClient client = client(FIVE)) {
      frontEnd.send(DeviceId.of("pump-1"), Bytes.ofUtf8("go"));
      client.send(0xc0, new byte[0]);
      client.expect(PINGRESP);
    }
  }

  @Test
  void aSlowReaderGetsTheNewestDownlinkAndFewOthers() throws Exception {
    try (RawClient client = client(FIVE)) {
      client.send(SUBSCRIBE, subscribe(FIVE, "weir/pump-1/down"));
      client.expect(SUBACK);
      Eventually.next("connected", region.comings);
      int sent = 2000;
      for (int i = 1; i <= sent; i++) {
        byte[] downlink = new byte[60_000];
        downlink[0] = (byte) (i >> 8);
        downlink[1] = (byte) i;
        frontEnd.send(DeviceId.of("pump-1"), Bytes.wrap(downlink));
      }
      int count = 0;
      int last = 0;
      while (last < sent) {
        byte[] body = client.read().orElseThrow().body();
        int at = body.length - 60_000;
        int next = ((body[at] & 0xff) << 8) | (body[at + 1] & 0xff);
        assertThat(next).isGreaterThan(last);
        last = next;
        count++;
      }
      assertThat(count).isLessThan(sent / 2);
    }
  }

  @Test
  void aDownlinkThatTheDeviceDoesNotTakeIsDropped() throws Exception {
    try (RawClient client = new RawClient(frontEnd.address(), identities.device("pump-1"))) {
      // Maximum Packet Size 100
      client.send(
          CONNECT,
          join(text("MQTT"), new byte[] {5, 2, 0, 60, 5, 0x27, 0, 0, 0, 100}, text("pump-1")));
      client.expect(CONNACK);
      client.send(SUBSCRIBE, subscribe(FIVE, "weir/pump-1/down"));
      client.expect(SUBACK);
      Eventually.next("connected", region.comings);
      frontEnd.send(DeviceId.of("pump-1"), Bytes.wrap(new byte[100]));
      frontEnd.send(DeviceId.of("pump-1"), Bytes.ofUtf8("small"));
      assertThat(new String(client.read().orElseThrow().body(), StandardCharsets.UTF_8))
          .endsWith("small");
    }
  }

  @Test
  void connectIsRefusedWithTheReasonThatEachVersionHas() throws Exception {
    assertConnectRefused("pump-1", connect(FIVE, 2, 60, "pump-2"), 0x85);
    assertConnectRefused("pump-1", connect(FIVE, 2, 60, ""), 0x85);
    assertConnectRefused("pump-1", connect(FIVE, 2, 60, "p".repeat(200)), 0x85);
    assertConnectRefused("pump-1", connect(OLD, 2, 60, "pump-2"), 2);
    assertConnectRefused("pump-1", connect(6, 2, 60, "pump-1"), 1);
    byte[] will = join(new byte[] {0}, text("weir/pump-1/up"), text("bye"));
    assertConnectRefused("pump-1", join(connect(FIVE, 0x06, 60, "pump-1"), will), 0x83);
    assertConnectRefused("pump-1", join(connect(FIVE, 0x26, 60, "pump-1"), will), 0x9a);
    assertConnectRefused("pump-1", join(connect(FIVE, 0x16, 60, "pump-1"), will), 0x9b);
    assertConnectRefused(
        "pump-1",
        join(text("MQTT"), new byte[] {5, 2, 0, 60, 4, 0x15, 0, 1, 'x'}, text("pump-1")),
        0x8c);
  }

  private void assertConnectRefused(String device, byte[] connect, int code) throws IOException {
    try (RawClient client = new RawClient(frontEnd.address(), identities.device(device))) {
      client.send(CONNECT, connect);
      Packet answer = client.read().orElseThrow();
      assertThat(answer.type()).isEqualTo(CONNACK);
      assertThat(answer.body()[1] & 0xff).isEqualTo(code);
      assertThat(client.read()).isEmpty();
    }
  }

  @Test
  void aRegionsCertificateIsNoDevices() throws Exception {
    try (RawClient client = new RawClient(frontEnd.address(), identities.region("south"))) {
      client.send(CONNECT, connect(FIVE, 2, 60, "south"));
      assertThat(client.read().orElseThrow().body()[1] & 0xff).isEqualTo(0x87);
      assertThat(client.read()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\u0000\u0000\u0000", ""})
  void whatIsNoConnectIsCut(String text) throws Exception {
    try (RawClient client = new RawClient(frontEnd.address(), identities.device("pump-1"))) {
      client.sendRaw(text.getBytes(StandardCharsets.UTF_8));
      client.send(0xc0, new byte[0]);
      assertThat(client.read()).isEmpty();
    }
  }

  @Test
  void aSecondConnectionOfTheSameDeviceEndsTheFirst() throws Exception {
    try (RawClient first = client(FIVE)) {
      first.send(SUBSCRIBE, subscribe(FIVE, "weir/pump-1/down"));
      first.expect(SUBACK);
      try (RawClient second = client(FIVE)) {
        assertEnds(first, FIVE, 0x8e);
        second.send(SUBSCRIBE, subscribe(FIVE, "weir/pump-1/down"));
        second.expect(SUBACK);
        Eventually.holds("three comings and goings", () -> region.comings.size() == 3);
        assertThat(region.comings).containsExactly("+pump-1", "-pump-1", "+pump-1");
        Eventually.holds("the first is gone", () -> frontEnd.open() == 1);
        assertThat(region.comings).hasSize(3);
        assertThat(frontEnd.connected()).isEqualTo(1);
      }
    }
  }

  @Test
  void oneConnectionTooManyIsRefusedButNotATakeOver() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (String device : List.of("pump-1", "pump-2", "pump-3")) {
      clients.add(RawClient.connected(frontEnd.address(), identities.device(device), FIVE, device));
    }
    assertConnectRefused("pump-4", connect(FIVE, 2, 60, "pump-4"), 0x89);
    assertConnectRefused("pump-4", connect(OLD, 2, 60, "pump-4"), 3);
    client(FIVE).close();
    for (RawClient client : clients) {
      client.close();
    }
    Eventually.holds("there is room again", () -> frontEnd.connected() == 0);
    RawClient.connected(frontEnd.address(), identities.device("pump-4"), FIVE, "pump-4").close();
  }

  @ParameterizedTest
  @ValueSource(ints = {OLD, FIVE})
  void silenceForOneAndAHalfKeepAlivesEndsTheConnection(int version) throws Exception {
    try (RawClient client = new RawClient(frontEnd.address(), identities.device("pump-1"))) {
      client.send(CONNECT, connect(version, 2, 1, "pump-1"));
      client.expect(CONNACK);
      long start = System.nanoTime();
      assertEnds(client, version, 0x8d);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void whoeverSaysNothingIsCut() throws Exception {
    frontEnd.close();
    frontEnd =
        open(3, new Timing(Duration.ofMillis(500), Duration.ofMinutes(15), Duration.ofMillis(300)));
    try (RawClient silent = new RawClient(frontEnd.address(), identities.device("pump-1"));
        Socket noTls = new Socket(InetAddress.getLoopbackAddress(), frontEnd.address().getPort())) {
      noTls.setSoTimeout(20_000);
      assertThat(silent.read()).isEmpty();
      assertThat(noTls.getInputStream().read()).isEqualTo(-1);
      Eventually.holds("no socket is left", () -> frontEnd.open() == 0);
    }
  }

  @Test
  void hundredsOfConnectionsLeaveNothingBehind() throws Exception {
    for (int i = 0; i < 200; i++) {
      RawClient client = client(i % 2 == 0 ? FIVE : OLD);
      client.send(SUBSCRIBE, subscribe(i % 2 == 0 ? FIVE : OLD, "weir/pump-1/down"));
      client.expect(SUBACK);
      if (i % 3 == 0) {
        client.send(0xe0, new byte[0]);
      }
      client.close();
    }
    Eventually.holds("no socket is left", () -> frontEnd.open() == 0);
    assertThat(frontEnd.connected()).isZero();
    assertThat(region.present).isEmpty();
  }

  @Test
  void closingTellsEveryoneAndARepeatDoesNothing() throws Exception {
    try (RawClient client = client(FIVE)) {
      client.send(SUBSCRIBE, subscribe(FIVE, "weir/pump-1/down"));
      client.expect(SUBACK);
      frontEnd.close();
      assertEnds(client, FIVE, 0x8b);
      assertThat(region.comings).containsExactly("+pump-1", "-pump-1");
      frontEnd.close();
      frontEnd.send(DeviceId.of("pump-1"), Bytes.ofUtf8("late"));
    }
  }

  @Test
  void anAnswerThatComesAfterTheEndIsForgotten() throws Exception {
    region.answer = Optional.empty();
    try (RawClient client = client(FIVE)) {
      client.send(PUBLISH_QOS_1, publish(FIVE, 7, "weir/pump-1/up", HI));
      FakeRegion.Received received = Eventually.next("the message", region.received);
      frontEnd.close();
      received.taken().accept(Reception.TAKEN);
      assertEnds(client, FIVE, 0x8b);
    }
  }

  @Test
  void aPortInUseIsNamedWithItsHost() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FrontEndSettings settings =
          new FrontEndSettings("127.0.0.1", taken.getLocalPort(), identities.region("north"), 3);
      assertThatThrownBy(() -> MqttFrontEnd.open(settings, region, Timing.PRODUCTION))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }
}

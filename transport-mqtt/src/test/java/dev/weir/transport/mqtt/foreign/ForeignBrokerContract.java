package dev.weir.transport.mqtt.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.mqtt.Eventually;
import dev.weir.transport.mqtt.FakeAgent;
import dev.weir.transport.mqtt.Identities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent's end at a broker that others wrote: what a region's front end does for it is plain
 * MQTT 5, and a bridge may stand in between. Source: docs/protocol.md, 8.2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForeignBrokerContract {
  private static final DeviceId PUMP = DeviceId.of("acme~pump-1");
  private static final String UP = "weir/acme~pump-1/up";
  private static final String DOWN = "weir/acme~pump-1/down";

  /** What an agent hands in at a time, at most. */
  private static final int BATCH = 20;

  private final List<Channel> opened = new ArrayList<>();
  private Identities identities;
  private Optional<String> missing = Optional.empty();
  private Broker broker;

  /**
   * Why the broker can't be had here; empty where it can. The tests then skip with that message.
   */
  abstract Optional<String> missing();

  /**
   * Makes the broker; it does not run yet.
   *
   * @param folder for what it needs
   * @param identity folder with its {@code key.pem}, {@code certificates.pem} and {@code
   *     authorities.pem}
   */
  abstract Broker broker(Path folder, Identities identities, Path identity) throws Exception;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    identities = new Identities(folder);
    identities.region("north");
    missing = missing();
    if (missing.isEmpty()) {
      broker = broker(folder, identities, folder.resolve("region-north"));
      broker.start();
    }
  }

  @BeforeEach
  void orSkip() {
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  @AfterEach
  void close() {
    opened.forEach(Channel::close);
    opened.clear();
  }

  @AfterAll
  void end() throws Exception {
    if (broker != null) {
      broker.stop();
    }
  }

  private Channel channel(FakeAgent agent) throws InterruptedException {
    Channel channel =
        ServiceLoader.load(ChannelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("mqtt"))
            .findFirst()
            .orElseThrow()
            .open(
                new ChannelSettings(
                    broker.address(), PUMP, identities.device(PUMP.text()), Duration.ofSeconds(30)),
                agent);
    opened.add(channel);
    agent.awaitOpen();
    return channel;
  }

  private PlainClient watcher() throws Exception {
    return new PlainClient(broker.address(), identities.device("watcher"));
  }

  private static Bytes large(int size) {
    byte[] bytes = new byte[size];
    IntStream.range(0, size).forEach(i -> bytes[i] = (byte) (i * 31));
    return Bytes.wrap(bytes);
  }

  @Test
  void uplinksArriveOnceInOrderWithQualityOne() throws Exception {
    try (PlainClient watcher = watcher()) {
      watcher.subscribe("weir/+/up");
      Channel channel = channel(new FakeAgent());
      for (int i = 0; i < 100; i++) {
        channel.send(Bytes.ofUtf8("message " + i));
        if (i % BATCH == BATCH - 1) {
          for (int n = i + 1 - BATCH; n <= i; n++) {
            assertThat(watcher.next())
                .isEqualTo(new PlainClient.Message(UP, 1, Bytes.ofUtf8("message " + n)));
          }
        }
      }
    }
  }

  @Test
  void whatWasHandedInGoesOutBeforeTheEnd() throws Exception {
    try (PlainClient watcher = watcher()) {
      watcher.subscribe(UP);
      FakeAgent agent = new FakeAgent();
      Channel channel = channel(agent);
      channel.send(Bytes.ofUtf8("goodbye"));
      channel.close();
      assertThat(watcher.next().payload().utf8()).isEqualTo("goodbye");
      assertThat(agent.awaitEnd()).isEqualTo("closed");
    }
  }

  @Test
  void anAgentHearsItsOwnDownlinksAndNoOthers() throws Exception {
    try (PlainClient watcher = watcher()) {
      FakeAgent agent = new FakeAgent();
      channel(agent);
      watcher.publish("weir/acme~pump-2/down", Bytes.ofUtf8("not for it"));
      watcher.publish(UP, Bytes.ofUtf8("its own topic, the other way"));
      watcher.publish(DOWN, Bytes.ofUtf8("for it"));
      assertThat(Eventually.next("the downlink", agent.received).utf8()).isEqualTo("for it");
      assertThat(agent.received).isEmpty();
    }
  }

  @Test
  void theLargestMessagesPass() throws Exception {
    Bytes largest = large(Limits.DEVICE_MESSAGE);
    try (PlainClient watcher = watcher()) {
      watcher.subscribe(UP);
      FakeAgent agent = new FakeAgent();
      Channel channel = channel(agent);
      channel.send(largest);
      assertThat(watcher.next().payload()).isEqualTo(largest);
      watcher.publish(DOWN, largest);
      assertThat(Eventually.next("the downlink", agent.received)).isEqualTo(largest);
    }
  }

  @Test
  void aNewerConnectionOfTheDeviceTakesOver() throws Exception {
    FakeAgent first = new FakeAgent();
    channel(first);
    FakeAgent second = new FakeAgent();
    channel(second);
    assertThat(first.awaitEnd()).isNotEmpty();
    try (PlainClient watcher = watcher()) {
      watcher.publish(DOWN, Bytes.ofUtf8("for the second"));
      assertThat(Eventually.next("the downlink", second.received).utf8())
          .isEqualTo("for the second");
    }
    assertThat(first.received).isEmpty();
    assertThat(second.endings).isEmpty();
  }

  @Test
  void theEndOfTheBrokerIsHeardAndANewConnectionStandsAfterItsRestart() throws Exception {
    FakeAgent before = new FakeAgent();
    channel(before);
    broker.stop();
    assertThat(before.awaitEnd()).isNotEmpty();
    broker.start();
    FakeAgent after = new FakeAgent();
    Channel channel = channel(after);
    try (PlainClient watcher = watcher()) {
      watcher.subscribe(UP);
      channel.send(Bytes.ofUtf8("here again"));
      assertThat(watcher.next().payload().utf8()).isEqualTo("here again");
      watcher.publish(DOWN, Bytes.ofUtf8("welcome back"));
      assertThat(Eventually.next("the downlink", after.received).utf8()).isEqualTo("welcome back");
    }
    assertThat(before.afterTheEnd).hasValue(0);
  }
}

package dev.weir.transport.mqtt.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.mqtt.FakeRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What depends on who comes first, with each channel's loop in the test's hands. */
class ConnectionTest {
  private static final Peer PUMP = Peer.of(DeviceId.of("pump-1"));

  private final FakeRegion region = new FakeRegion();
  private final Connections connections = new Connections(new Nowhere(), region, 2);

  private static final class Nowhere implements FrontEnd {
    @Override
    public String transport() {
      return "mqtt";
    }

    @Override
    public URI address() {
      return URI.create("mqtts://nowhere");
    }

    @Override
    public void send(DeviceId device, Bytes downlink) {}

    @Override
    public void close() {}
  }

  private Connection connection(EmbeddedChannel channel) {
    Connection connection =
        new Connection(channel, connections, PUMP, false, 100_000, Duration.ofSeconds(1));
    channel.pipeline().addLast(connection);
    return connection;
  }

  private static void drain(EmbeddedChannel channel) {
    channel.runPendingTasks();
    channel.releaseOutbound();
  }

  @Test
  void theEndOfATakenOverConnectionIsToldBeforeItsSuccessorHoweverLateItComes() {
    EmbeddedChannel firstChannel = new EmbeddedChannel();
    EmbeddedChannel secondChannel = new EmbeddedChannel();
    Connection first = connection(firstChannel);
    Connection second = connection(secondChannel);
    assertThat(connections.admit(first)).isTrue();
    connections.reachable(first);
    assertThat(connections.admit(second)).isTrue();
    connections.reachable(second);
    drain(firstChannel);
    assertThat(firstChannel.isOpen()).isFalse();
    assertThat(region.comings).containsExactly("+pump-1", "-pump-1", "+pump-1");
    assertThat(connections.reachable(DeviceId.of("pump-1"))).contains(second);
    drain(secondChannel);
  }

  @Test
  void aTakenOverConnectionCanNotBecomeReachableAgain() {
    EmbeddedChannel firstChannel = new EmbeddedChannel();
    EmbeddedChannel secondChannel = new EmbeddedChannel();
    Connection first = connection(firstChannel);
    assertThat(connections.admit(first)).isTrue();
    assertThat(connections.admit(connection(secondChannel))).isTrue();
    connections.reachable(first);
    assertThat(region.comings).isEmpty();
    drain(firstChannel);
    drain(secondChannel);
  }

  @Test
  void whileTheDeviceDoesNotReadOnlyTheNewestDownlinkIsKept() {
    EmbeddedChannel channel = new EmbeddedChannel();
    Connection connection = connection(channel);
    assertThat(connections.admit(connection)).isTrue();
    connections.reachable(connection);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    for (String downlink : new String[] {"one", "two", "three"}) {
      connection.send(Bytes.ofUtf8(downlink));
      channel.runPendingTasks();
    }
    assertThat(channel.<Object>readOutbound()).isNull();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    MqttPublishMessage sent = channel.readOutbound();
    assertThat(sent.payload().toString(StandardCharsets.UTF_8)).isEqualTo("three");
    assertThat(sent.release()).isTrue();
    assertThat(channel.<Object>readOutbound()).isNull();
  }
}

package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.coap.FakeRegion.Event;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoapChannelTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");

  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() {
    bed = new Bed(folder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aDeviceSaysHelloAndHearsTheAnswer() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    Channel channel = bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);

    assertThat(ears.next()).isEqualTo("opened");
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));

    channel.send(Bytes.ofUtf8("hello"));
    assertThat(bed.region.next())
        .isEqualTo(new Event.Received(Peer.of(PUMP), Bytes.ofUtf8("hello")));

    frontEnd.send(PUMP, Bytes.ofUtf8("welcome"));
    assertThat(ears.downlink()).isEqualTo(Bytes.ofUtf8("welcome"));
    channel.close();
    assertThat(ears.next()).isEqualTo("closed: closed by the agent");
    assertThat(bed.region.next()).isEqualTo(new Event.Disconnected(Peer.of(PUMP)));
  }
}

package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.coap.FakeRegion.Event;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoapChannelTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");
  private static final DeviceId OTHER = DeviceId.of("acme~pump-2");

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
    assertThat(bed.region.next()).isEqualTo(received("hello"));

    frontEnd.send(PUMP, Bytes.ofUtf8("welcome"));
    assertThat(ears.downlink()).isEqualTo(Bytes.ofUtf8("welcome"));

    channel.close();
    assertThat(ears.next()).isEqualTo("closed: closed by the agent");
    assertThat(bed.region.next()).isEqualTo(new Event.Disconnected(Peer.of(PUMP)));
    assertThat(ears.isQuiet()).isTrue();
  }

  @Test
  void whoADeviceIsComesFromItsCertificateAndNotFromWhatItSays() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    Channel channel =
        bed.channel(
            bed.settings(frontEnd.address(), "pump-2", bed.pki.device("pump-1"), Bed.KEEP_ALIVE),
            ears);
    channel.send(Bytes.ofUtf8("I am pump-2"));
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("I am pump-2"));
  }

  @Test
  void eachDeviceHearsOnlyWhatIsForIt() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears mine = new Ears();
    Ears theirs = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), mine);
    bed.channel(bed.settings(frontEnd.address(), "acme~pump-2"), theirs);
    mine.next();
    theirs.next();

    frontEnd.send(PUMP, Bytes.ofUtf8("for pump-1"));
    assertThat(mine.downlink()).isEqualTo(Bytes.ofUtf8("for pump-1"));
    frontEnd.send(OTHER, Bytes.ofUtf8("for acme~pump-2"));
    assertThat(theirs.downlink()).isEqualTo(Bytes.ofUtf8("for acme~pump-2"));
    assertThat(mine.isQuiet()).isTrue();
    assertThat(theirs.isQuiet()).isTrue();
  }

  @Test
  void largeMessagesGoBothWays() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    Channel channel = bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    Bytes up = Bed.random(Limits.DEVICE_MESSAGE, 1);
    channel.send(up);
    assertThat(bed.region.next(Event.Received.class).uplink()).isEqualTo(up);

    for (int size : new int[] {1024, 1025, 5000, Limits.DEVICE_MESSAGE}) {
      Bytes down = Bed.random(size, size);
      frontEnd.send(PUMP, down);
      assertThat(ears.downlink()).isEqualTo(down);
    }
  }

  @Test
  void aMessageThatIsTooLargeIsNotSent() throws Exception {
    Channel channel = bed.channel(bed.settings(bed.frontEnd().address(), "pump-1"), new Ears());
    assertThatThrownBy(() -> channel.send(Bed.random(Limits.DEVICE_MESSAGE + 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  @Test
  void messagesKeepTheirOrderAlsoWhenTheyWereSentBeforeTheChannelOpened() throws Exception {
    Channel channel = bed.channel(bed.settings(bed.frontEnd().address(), "pump-1"), new Ears());
    for (int i = 0; i < 12; i++) {
      channel.send(Bytes.ofUtf8("message " + i));
    }
    for (int i = 0; i < 12; i++) {
      assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("message " + i));
    }
  }

  @Test
  void theNewestOfManyDownlinksArrives() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    ears.next();
    for (int i = 0; i < 200; i++) {
      frontEnd.send(PUMP, Bytes.ofUtf8("state " + i));
    }
    ears.awaitDownlink(Bytes.ofUtf8("state 199"));
  }

  @Test
  void aBusyRegionGetsTheSameMessageAgainAndThenTheNext() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    bed.region.answer(Reception.BUSY);
    Channel channel = bed.channel(bed.settings(frontEnd.address(), "pump-1"), new Ears());
    channel.send(Bytes.ofUtf8("first"));
    channel.send(Bytes.ofUtf8("second"));

    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("first"));
    bed.region.answer(Reception.TAKEN);
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("first"));
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("second"));
  }

  @Test
  void aRefusedMessageIsNotSentAgain() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    bed.region.answer(Reception.REFUSED);
    Channel channel = bed.channel(bed.settings(frontEnd.address(), "pump-1"), new Ears());
    channel.send(Bytes.ofUtf8("nonsense"));
    channel.send(Bytes.ofUtf8("sense"));
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("nonsense"));
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("sense"));
  }

  @Test
  void whatWasHandedInGoesOutBeforeTheChannelCloses() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    Channel channel = bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    ears.next();
    channel.send(Bed.random(20_000, 1));
    channel.send(Bytes.ofUtf8("goodbye"));
    channel.close();

    assertThat(bed.region.next(Event.Received.class).uplink().size()).isEqualTo(20_000);
    assertThat(bed.region.next(Event.Received.class)).isEqualTo(received("goodbye"));
    assertThat(bed.region.next()).isEqualTo(new Event.Disconnected(Peer.of(PUMP)));
  }

  @Test
  void aRegionThatIsNotThereEndsTheChannelOnce() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("coaps://127.0.0.1:" + silent.getLocalPort());
      Ears ears = new Ears();
      Channel channel = bed.hastyChannel(bed.settings(address, "pump-1"), ears);
      channel.send(Bytes.ofUtf8("hello"));
      assertThat(ears.next()).startsWith("closed: ");
      channel.close();
      channel.close();
      assertThat(ears.isQuiet()).isTrue();
    }
  }

  @Test
  void aHostThatDoesNotExistEndsTheChannel() throws Exception {
    Ears ears = new Ears();
    bed.channel(bed.settings(URI.create("coaps://nowhere.invalid:5684"), "pump-1"), ears);
    assertThat(ears.next()).startsWith("closed: can't reach coaps://nowhere.invalid:5684");
  }

  @Test
  void anAgentHearsAtOnceThatItsRegionStops() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    ears.next();
    frontEnd.close();
    assertThat(ears.next()).isEqualTo("closed: the region ended the session: CLOSE_NOTIFY");
  }

  @Test
  void aQuietChannelIsProbedAndStaysOpen() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    bed.channel(
        bed.settings(
            frontEnd.address(), "pump-1", bed.pki.device("pump-1"), Duration.ofMillis(100)),
        ears);
    for (int i = 0; i < 5; i++) {
      assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    }
    frontEnd.send(PUMP, Bytes.ofUtf8("still here"));
    ears.awaitDownlink(Bytes.ofUtf8("still here"));
    assertThat(ears.next()).isEqualTo("opened");
  }

  @Test
  void aDeviceThatComesAgainTakesItsOldPlace() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears before = new Ears();
    Ears after = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), before);
    before.next();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), after);
    after.next();
    frontEnd.send(PUMP, Bytes.ofUtf8("to the later one"));
    assertThat(after.downlink()).isEqualTo(Bytes.ofUtf8("to the later one"));
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    assertThat(bed.region.rest()).isEmpty();
  }

  private static Event received(String text) {
    return new Event.Received(Peer.of(PUMP), Bytes.ofUtf8(text));
  }
}

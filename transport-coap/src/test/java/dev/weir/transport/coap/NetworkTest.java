package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.transport.coap.FakeRegion.Event;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network does to datagrams, and what comes of it. */
class NetworkTest {
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
  void messagesArriveThoughDatagramsAreLostRepeatedAndReordered() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Relay relay = bed.relay(frontEnd.address(), new Relay.Plan(5, 5, 5, 42));
    Ears ears = new Ears();
    Channel channel = bed.hastyChannel(bed.settings(relay.address(), "pump-1"), ears);
    assertThat(ears.next()).isEqualTo("opened");
    for (int i = 0; i < 20; i++) {
      Bytes up = Bed.random(100 + i * 500, i);
      channel.send(up);
      assertThat(bed.region.next(Event.Received.class).uplink()).isEqualTo(up);
    }
    Bytes down = Bed.random(6000, 99);
    frontEnd.send(PUMP, down);
    ears.awaitDownlink(down);
    assertThat(bed.region.rest()).isEmpty();
    assertThat(ears.isQuiet()).isTrue();
  }

  @Test
  void aPieceArrivesThoughDatagramsAreLostRepeatedAndReordered() throws Exception {
    Bytes content = Bed.random(250_000, 7);
    Digest artifact = bed.artifacts.add(content);
    Relay relay = bed.relay(bed.frontEnd().address(), new Relay.Plan(4, 4, 4, 43));
    PayloadSource source = bed.hastyPayloads(bed.settings(relay.address(), "pump-1"));
    assertThat(Bed.piece(source, artifact, 1234, 200 * 1024))
        .isEqualTo(content.slice(1234, 200 * 1024));
    assertThat(bed.artifacts.reads.get()).isEqualTo(1);
  }

  @Test
  void aSessionGoesOnWhenTheAddressOfTheDeviceChanges() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Relay relay = bed.relay(frontEnd.address(), Relay.Plan.CLEAN);
    Ears ears = new Ears();
    Channel channel = bed.channel(bed.settings(relay.address(), "pump-1"), ears);
    assertThat(ears.next()).isEqualTo("opened");
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));

    relay.rebind();
    channel.send(Bytes.ofUtf8("I moved"));
    assertThat(bed.region.next())
        .isEqualTo(new Event.Received(Peer.of(PUMP), Bytes.ofUtf8("I moved")));
    frontEnd.send(PUMP, Bytes.ofUtf8("I see"));
    assertThat(ears.downlink()).isEqualTo(Bytes.ofUtf8("I see"));
    assertThat(bed.region.rest()).isEmpty();
    assertThat(ears.isQuiet()).isTrue();
  }

  @Test
  void aDownlinkOnItsWayFollowsTheDevice() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Relay relay = bed.relay(frontEnd.address(), Relay.Plan.CLEAN);
    Ears ears = new Ears();
    Channel channel = bed.channel(bed.settings(relay.address(), "pump-1"), ears);
    ears.next();
    relay.rebind();
    frontEnd.send(PUMP, Bytes.ofUtf8("to the old address"));
    relay.awaitStray();
    channel.send(Bytes.ofUtf8("I moved"));
    assertThat(ears.downlink()).isEqualTo(Bytes.ofUtf8("to the old address"));
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    assertThat(bed.region.next()).isInstanceOf(Event.Received.class);
    assertThat(bed.region.rest()).isEmpty();
  }

  @Test
  void aPieceGoesOnWhenTheAddressOfTheDeviceChangesAndIsReadOnce() throws Exception {
    Bytes content = Bed.random(100_000, 8);
    Digest artifact = bed.artifacts.add(content);
    Relay relay = bed.relay(bed.frontEnd().address(), Relay.Plan.CLEAN);
    PayloadSource source = bed.payloads(bed.settings(relay.address(), "pump-1"));
    relay.rebindAfter(40);
    assertThat(Bed.piece(source, artifact, 0, 65_536)).isEqualTo(content.slice(0, 65_536));
    assertThat(bed.artifacts.reads.get()).isEqualTo(1);
  }

  @Test
  void aRegionThatWasKilledIsNoticedAndFoundAgain() throws Exception {
    FrontEnd first = bed.frontEnd();
    Relay relay = bed.relay(first.address(), Relay.Plan.CLEAN);
    Ears ears = new Ears();
    ChannelSettings settings =
        bed.settings(relay.address(), "pump-1", bed.pki.device("pump-1"), Duration.ofMillis(500));
    bed.hastyChannel(settings, ears);
    assertThat(ears.next()).isEqualTo("opened");
    int port = first.address().getPort();
    killSilently(first, relay);
    FrontEnd second = bed.frontEnd(port, 10);

    // Nobody sends anything: the keep-alive finds out.
    assertThat(ears.next()).isEqualTo("closed: the region does not answer");
    Ears again = new Ears();
    Channel channel = bed.hastyChannel(settings, again);
    assertThat(again.next()).isEqualTo("opened");
    channel.send(Bytes.ofUtf8("hello again"));
    assertThat(bed.region.next(Event.Received.class).uplink().utf8()).isEqualTo("hello again");
    second.send(PUMP, Bytes.ofUtf8("welcome back"));
    again.awaitDownlink(Bytes.ofUtf8("welcome back"));
  }

  @Test
  void theNextMessageNoticesThatTheRegionWasKilled() throws Exception {
    FrontEnd first = bed.frontEnd();
    Relay relay = bed.relay(first.address(), Relay.Plan.CLEAN);
    Ears ears = new Ears();
    Channel channel = bed.hastyChannel(bed.settings(relay.address(), "pump-1"), ears);
    assertThat(ears.next()).isEqualTo("opened");
    int port = first.address().getPort();
    killSilently(first, relay);
    bed.frontEnd(port, 10);
    channel.send(Bytes.ofUtf8("anybody there?"));
    assertThat(ears.next()).isEqualTo("closed: the region does not answer");
  }

  @Test
  void aPieceIsFetchedAgainAfterTheRegionWasKilled() throws Exception {
    Bytes content = Bed.random(70_000, 9);
    Digest artifact = bed.artifacts.add(content);
    FrontEnd first = bed.frontEnd();
    Relay relay = bed.relay(first.address(), Relay.Plan.CLEAN);
    PayloadSource source = bed.hastyPayloads(bed.settings(relay.address(), "pump-1"));
    assertThat(Bed.piece(source, artifact, 0, 10_000)).isEqualTo(content.slice(0, 10_000));
    int port = first.address().getPort();
    killSilently(first, relay);
    bed.frontEnd(port, 10);
    assertThat(Bed.fetch(source, artifact, 10_000, 60_000)).isInstanceOf(Fetched.Later.class);
    assertThat(Bed.piece(source, artifact, 10_000, 60_000))
        .isEqualTo(content.slice(10_000, 60_000));
  }

  @Test
  void aDeviceThatAcknowledgesNothingCountsAsDisconnected() throws Exception {
    FrontEnd frontEnd = bed.hastyFrontEnd();
    Relay relay = bed.relay(frontEnd.address(), Relay.Plan.CLEAN);
    Ears ears = new Ears();
    bed.channel(bed.settings(relay.address(), "pump-1"), ears);
    ears.next();
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    relay.setDead(true);
    frontEnd.send(PUMP, Bytes.ofUtf8("hello?"));
    assertThat(bed.region.next()).isEqualTo(new Event.Disconnected(Peer.of(PUMP)));
  }

  @Test
  void aRegionOutOfReachMakesAFetchComeLater() throws Exception {
    PayloadSource source =
        bed.payloads(bed.settings(URI.create("coaps://nowhere.invalid:1"), "pump-1"));
    assertThat(Bed.fetch(source, Digest.of(new byte[1]), 0, 1)).isInstanceOf(Fetched.Later.class);
  }

  /** The front end goes, and its goodbye goes nowhere. */
  private static void killSilently(FrontEnd frontEnd, Relay relay) {
    relay.rebind();
    frontEnd.close();
  }
}

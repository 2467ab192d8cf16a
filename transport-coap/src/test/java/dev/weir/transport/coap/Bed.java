package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;

/** A region's end and agents' ends on loopback, and what they need. */
final class Bed {
  static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  /** The logging system keeps only weak references. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.californium");

  static {
    LIBRARY.setLevel(Level.SEVERE);
  }

  final Pki pki;
  final FakeRegion region = new FakeRegion();
  final FakeArtifacts artifacts = new FakeArtifacts();
  private final Deque<Runnable> closing = new ArrayDeque<>();

  Bed(Path folder) {
    this.pki = new Pki(folder);
  }

  FrontEnd frontEnd() throws IOException {
    return frontEnd(0, 100);
  }

  FrontEnd frontEnd(int port, int maxConnections) throws IOException {
    return frontEnd(port, maxConnections, pki.region("r1"));
  }

  FrontEnd frontEnd(int port, int maxConnections, Credentials credentials) throws IOException {
    FrontEnd frontEnd =
        new CoapFrontEndProvider()
            .open(
                new FrontEndSettings("127.0.0.1", port, credentials, maxConnections),
                region,
                artifacts);
    closing.push(frontEnd::close);
    return frontEnd;
  }

  ChannelSettings settings(URI address, String device) {
    return settings(address, device, pki.device(device), KEEP_ALIVE);
  }

  ChannelSettings settings(
      URI address, String device, Credentials credentials, Duration keepAlive) {
    return new ChannelSettings(address, DeviceId.of(device), credentials, keepAlive);
  }

  Channel channel(ChannelSettings settings, Ears ears) {
    Channel channel = new CoapChannelProvider().open(settings, ears);
    closing.push(channel::close);
    return channel;
  }

  /** A channel that gives up after two seconds instead of twenty. */
  Channel hastyChannel(ChannelSettings settings, Ears ears) {
    Channel channel = CoapChannel.open(settings, hasty(Settings.channel()), ears);
    closing.push(channel::close);
    return channel;
  }

  PayloadSource hastyPayloads(ChannelSettings settings) {
    PayloadSource source = new CoapPayloadSource(settings, hasty(Settings.payloads()));
    closing.push(source::close);
    return source;
  }

  FrontEnd hastyFrontEnd() throws IOException {
    FrontEnd frontEnd =
        CoapFrontEnd.open(
            new FrontEndSettings("127.0.0.1", 0, pki.region("r1"), 10),
            hasty(Settings.region(10)),
            region,
            artifacts);
    closing.push(frontEnd::close);
    return frontEnd;
  }

  RogueRegion rogue(Consumer<CoapExchange> answer) throws IOException {
    RogueRegion rogue = new RogueRegion(pki.region("r1"), answer);
    closing.push(rogue::close);
    return rogue;
  }

  Relay relay(URI region, Relay.Plan plan) throws IOException {
    Relay relay = new Relay(region, plan);
    closing.push(relay::close);
    return relay;
  }

  static Configuration hasty(Configuration config) {
    return config
        .set(CoapConfig.ACK_TIMEOUT, 200, TimeUnit.MILLISECONDS)
        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 200, TimeUnit.MILLISECONDS);
  }

  RawClient client(FrontEnd frontEnd, String device) throws IOException {
    return closing(RawClient.open(frontEnd.address(), pki.device(device)));
  }

  RawClient closing(RawClient client) {
    closing.push(client::close);
    return client;
  }

  PayloadSource payloads(ChannelSettings settings) {
    PayloadSource source = new CoapPayloadProvider().open(settings);
    closing.push(source::close);
    return source;
  }

  /** Fetches and waits. */
  static Fetched fetch(PayloadSource source, Digest artifact, long offset, int length)
      throws Exception {
    CompletableFuture<Fetched> reply = new CompletableFuture<>();
    source.fetch(artifact, offset, length, reply::complete);
    return reply.get(120, TimeUnit.SECONDS);
  }

  static Bytes piece(PayloadSource source, Digest artifact, long offset, int length)
      throws Exception {
    Fetched fetched = fetch(source, artifact, offset, length);
    assertThat(fetched).isInstanceOf(Fetched.Piece.class);
    return ((Fetched.Piece) fetched).bytes();
  }

  static Bytes random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}

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
import java.util.logging.Level;
import java.util.logging.Logger;

/** A region's end and agents' ends on loopback, and what they need. */
final class Bed implements AutoCloseable {
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

  void closeLater(Runnable close) {
    closing.push(close);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}

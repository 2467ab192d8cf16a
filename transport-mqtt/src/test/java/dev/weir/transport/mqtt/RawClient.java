package dev.weir.transport.mqtt;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.pki.Tls;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Sends bytes over TLS as they stand in a test, and takes packets as they come. */
public final class RawClient implements AutoCloseable {
  private static final int LIMIT_MS = 20_000;
  private static final byte[] NONE = {};

  /** One each, so that sessions are resumed as devices do. */
  private static final Map<Credentials, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

  private final SSLSocket socket;
  private final DataInputStream in;

  /** A packet: its first byte and what follows the length. */
  public record Packet(int first, Bytes bytes) {
    public byte[] body() {
      return bytes.toArray();
    }

    public int type() {
      return first >> 4;
    }

    public String hex() {
      return HexFormat.of().formatHex(body());
    }
  }

  public RawClient(URI address, Credentials credentials) throws IOException {
    socket =
        (SSLSocket)
            CONTEXTS
                .computeIfAbsent(credentials, own -> Tls.clientContext(own, peer -> true))
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MS);
    socket.startHandshake();
    in = new DataInputStream(socket.getInputStream());
  }

  /** Connected, subscribed to nothing. */
  public static RawClient connected(URI address, Credentials credentials, int version, String id)
      throws IOException {
    RawClient client = new RawClient(address, credentials);
    client.send(0x10, connect(version, 0x02, 60, id));
    Packet answer = client.read().orElseThrow();
    if (answer.type() != 2 || answer.body()[1] != 0) {
      throw new IOException("refused: " + answer.hex());
    }
    return client;
  }

  /** The body of a CONNECT without properties. */
  public static byte[] connect(int version, int flags, int keepAlive, String id) {
    return join(
        text("MQTT"),
        new byte[] {(byte) version, (byte) flags, (byte) (keepAlive >> 8), (byte) keepAlive},
        version == 5 ? new byte[] {0} : NONE,
        text(id));
  }

  /** The body of a SUBSCRIBE, packet 1, for one filter. */
  public static byte[] subscribe(int version, String filter) {
    return join(
        new byte[] {0, 1}, version == 5 ? new byte[] {0} : NONE, text(filter), new byte[] {1});
  }

  /** The body of a PUBLISH with QoS 1. */
  public static byte[] publish(int version, int packet, String topic, byte[] payload) {
    return join(
        text(topic),
        new byte[] {(byte) (packet >> 8), (byte) packet},
        version == 5 ? new byte[] {0} : NONE,
        payload);
  }

  public static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return join(new byte[] {(byte) (utf8.length >> 8), (byte) utf8.length}, utf8);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  public void send(int first, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(first);
    int left = body.length;
    do {
      packet.write(left > 127 ? (left & 127) | 128 : left);
      left >>= 7;
    } while (left > 0);
    packet.writeBytes(body);
    sendRaw(packet.toByteArray());
  }

  public void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** The next packet; empty at the end of the connection. */
  public Optional<Packet> read() throws IOException {
    int first;
    try {
      first = in.read();
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return Optional.empty();
    }
    if (first < 0) {
      return Optional.empty();
    }
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 127) << shift;
      shift += 7;
    } while (digit > 127);
    byte[] body = new byte[length];
    in.readFully(body);
    return Optional.of(new Packet(first, Bytes.wrap(body)));
  }

  /** The next packet, which must be of this type. */
  public Packet expect(int type) throws IOException {
    Packet packet = read().orElseThrow(() -> new AssertionError("the connection ended"));
    if (packet.type() != type) {
      throw new AssertionError("expected " + type + ", found " + packet.type());
    }
    return packet;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

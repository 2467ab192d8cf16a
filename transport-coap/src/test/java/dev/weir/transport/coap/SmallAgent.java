package dev.weir.transport.coap;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * An agent's ends of CoAP in a process of their own: opens a channel, says hello, fetches an
 * artifact in pieces, and prints what it took. Arguments: region's address, key store, artifact,
 * its size.
 */
final class SmallAgent {
  static final char[] PASSWORD = "test".toCharArray();
  private static final int PIECE = 64 * 1024;

  private SmallAgent() {}

  public static void main(String[] args) throws Exception {
    ChannelSettings settings =
        new ChannelSettings(
            URI.create(args[0]),
            DeviceId.of("pump-1"),
            credentials(Path.of(args[1])),
            Duration.ofSeconds(30));
    Ears ears = new Ears();
    Channel channel = new CoapChannelProvider().open(settings, ears);
    check(ears.next().equals("opened"), "opened");
    channel.send(Bytes.ofUtf8("hello"));
    PayloadSource source = new CoapPayloadProvider().open(settings);
    long begin = System.nanoTime();
    Digest got = fetch(source, new Digest(args[2]), Integer.parseInt(args[3]));
    double seconds = (System.nanoTime() - begin) / 1e9;
    check(got.hex().equals(args[2]), "the digest");
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.out.printf(
        "%d bytes in %.1f s, %.0f KiB/s; heap %d KiB used of %d KiB%n",
        Integer.parseInt(args[3]),
        seconds,
        Integer.parseInt(args[3]) / 1024.0 / seconds,
        (runtime.totalMemory() - runtime.freeMemory()) / 1024,
        runtime.maxMemory() / 1024);
    source.close();
    channel.close();
  }

  private static Digest fetch(PayloadSource source, Digest artifact, int size) throws Exception {
    MessageDigest digest = Digest.sha256();
    for (int offset = 0; offset < size; offset += PIECE) {
      digest.update(Bed.piece(source, artifact, offset, Math.min(PIECE, size - offset)).asBuffer());
    }
    return Digest.ofRaw(digest.digest());
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("not as expected: " + what);
    }
  }

  static void store(Path file, Credentials credentials) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, PASSWORD);
    keys.setKeyEntry(
        "own", credentials.key(), PASSWORD, credentials.chain().toArray(X509Certificate[]::new));
    keys.setCertificateEntry("authority", credentials.authorities().get(0));
    try (var out = Files.newOutputStream(file)) {
      keys.store(out, PASSWORD);
    }
  }

  private static Credentials credentials(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return new Credentials(
        (PrivateKey) keys.getKey("own", PASSWORD),
        List.of((X509Certificate) keys.getCertificate("own")),
        List.of((X509Certificate) keys.getCertificate("authority")));
  }
}

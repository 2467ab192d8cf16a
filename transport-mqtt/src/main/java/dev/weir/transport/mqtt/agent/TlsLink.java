package dev.weir.transport.mqtt.agent;

import dev.weir.transport.mqtt.Topics;
import dev.weir.trust.pki.Tls;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * A TLS connection with the region, in Paho's place for it. Unlike Paho's own it can be cut from
 * any thread at any time, also while it is being made or a write hangs.
 */
final class TlsLink implements NetworkModule {
  private static final int CONNECT_MS = 10_000;
  private static final int HANDSHAKE_MS = 10_000;

  private final URI address;
  private final SSLSocketFactory factory;
  private final CountDownLatch written = new CountDownLatch(1);
  private final Socket raw = new Socket();
  private @Nullable SSLSocket socket;

  TlsLink(URI address, SSLSocketFactory factory) {
    this.address = address;
    this.factory = factory;
  }

  @Override
  public void start() throws IOException {
    if (address.getHost() == null || address.getPort() < 0) {
      throw new IOException("the address must be mqtts://HOST:PORT; found " + address);
    }
    raw.setTcpNoDelay(true);
    raw.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MS);
    raw.setSoTimeout(HANDSHAKE_MS);
    SSLSocket tls =
        (SSLSocket) factory.createSocket(raw, address.getHost(), address.getPort(), false);
    tls.setEnabledProtocols(Tls.protocols());
    tls.startHandshake();
    raw.setSoTimeout(0);
    socket = tls;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PacketInput(connected().getInputStream(), written, Topics.PACKET);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(connected().getOutputStream()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } finally {
          written.countDown();
        }
      }
    };
  }

  private SSLSocket connected() throws IOException {
    if (socket == null) {
      throw new IOException("not connected with " + address);
    }
    return socket;
  }

  @Override
  public void stop() {
    cut();
  }

  /** Ends it at once; a repeat does nothing. */
  void cut() {
    try {
      raw.close();
    } catch (IOException e) {
      // There is nothing more to end.
    }
  }

  @Override
  public String getServerURI() {
    return address.toString();
  }
}

package dev.weir.agent.adapter.global;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a device calls of global, over a real socket on a free port; knows devices by TLS. */
public final class GlobalEndpoint implements AutoCloseable {
  private final HttpsServer server;

  public GlobalEndpoint(Credentials credentials) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(Tls.context(credentials)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.start();
  }

  public GlobalEndpoint serves(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Who calls; empty for those without a certificate. */
  public static Optional<Peer> caller(HttpExchange exchange) {
    try {
      return Peer.of(
          (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  public static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

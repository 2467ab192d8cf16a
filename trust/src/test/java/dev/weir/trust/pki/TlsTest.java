package dev.weir.trust.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes on loopback, with both of the platform's HTTP clients. */
class TlsTest {
  private static final Peer GLOBAL = new Peer(Peer.Kind.GLOBAL, "global");
  private static final Peer NORTH = Peer.of(RegionId.of("north"));
  private static final Peer PUMP = Peer.of(DeviceId.of("pump-1"));
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  @TempDir private Path temp;
  private Authority authority;
  private HttpsServer server;

  @BeforeEach
  void open() {
    authority = Authority.open(temp.resolve("authority"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private Credentials member(Authority issuer, Peer peer, List<String> hosts) {
    return issuer.identify(
        new IdentityFolder(temp.resolve(peer.name() + hosts.size() + issuer.hashCode())),
        peer,
        hosts);
  }

  /** Answers with the peer that it sees. */
  private void serve(Credentials credentials, boolean needsPeer) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = Tls.context(credentials);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setProtocols(Tls.protocols());
            tls.setNeedClientAuth(needsPeer);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = peer((HttpsExchange) exchange).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private static String peer(HttpsExchange exchange) {
    try {
      return Peer.of((X509Certificate) exchange.getSSLSession().getPeerCertificates()[0])
          .map(Peer::uri)
          .orElse("nobody");
    } catch (SSLPeerUnverifiedException e) {
      return "anonymous";
    }
  }

  private String get(SSLContext context) throws Exception {
    return get(context, "127.0.0.1");
  }

  private String get(SSLContext context, String host) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(10))
        .build()
        .send(
            HttpRequest.newBuilder(uri(host)).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private URI uri(String host) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
  }

  private String getByUrlConnection(SSLContext context) throws IOException {
    URL url = uri("127.0.0.1").toURL();
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setSSLSocketFactory(context.getSocketFactory());
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(20_000);
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void aServerIsBelievedByItsHostName(String host) throws Exception {
    serve(member(authority, GLOBAL, LOOPBACK), false);

    assertThat(get(Tls.context(member(authority, NORTH, LOOPBACK)), host)).isEqualTo("anonymous");
  }

  @Test
  void aServerWithoutTheHostNameIsNotBelievedByIt() throws Exception {
    serve(member(authority, GLOBAL, List.of()), false);

    assertRefused(Tls.context(member(authority, NORTH, LOOPBACK)));
  }

  @Test
  void bothSidesLearnWhoTheOtherIs() throws Exception {
    serve(member(authority, GLOBAL, List.of()), true);
    SSLContext client = Tls.clientContext(member(authority, NORTH, List.of()), GLOBAL::equals);

    assertThat(get(client)).isEqualTo(NORTH.uri());
    assertThat(getByUrlConnection(client)).isEqualTo(NORTH.uri());
  }

  @Test
  void aServerThatIsAnotherPeerIsNotBelievedThoughItsHostNameIsRight() throws Exception {
    serve(member(authority, NORTH, LOOPBACK), false);
    SSLContext client = Tls.clientContext(member(authority, PUMP, List.of()), GLOBAL::equals);

    assertRefused(client);
    assertThatExceptionOfType(SSLException.class).isThrownBy(() -> getByUrlConnection(client));
  }

  @Test
  void aDeviceCanNotPoseAsAServer() throws Exception {
    serve(member(authority, PUMP, LOOPBACK), false);

    assertRefused(Tls.clientContext(member(authority, NORTH, List.of()), peer -> true));
  }

  @Test
  void aServerOfAnotherAuthorityIsNotBelieved() throws Exception {
    Authority other = Authority.open(temp.resolve("other"));
    serve(member(other, GLOBAL, LOOPBACK), false);

    assertRefused(Tls.clientContext(member(authority, NORTH, List.of()), GLOBAL::equals));
    assertRefused(Tls.anonymousClientContext(List.of(authority.certificate())));
  }

  @Test
  void aClientOfAnotherAuthorityIsTurnedAway() throws Exception {
    Authority other = Authority.open(temp.resolve("other"));
    serve(member(authority, GLOBAL, List.of()), true);
    Credentials stranger = member(other, NORTH, List.of());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                get(
                    Tls.clientContext(
                        new Credentials(
                            stranger.key(), stranger.chain(), List.of(authority.certificate())),
                        GLOBAL::equals)));
  }

  @Test
  void aServerWhoseCertificateIsOverIsNotBelieved() throws Exception {
    Clock past = Clock.offset(Clock.systemUTC(), Authority.LIFE.plusDays(1).negated());
    Authority old = Authority.open(temp.resolve("authority"), past);
    serve(member(old, GLOBAL, LOOPBACK), false);

    assertRefused(Tls.anonymousClientContext(List.of(authority.certificate())));
  }

  @Test
  void someoneWithoutACertificateReachesGlobalAndNobodyElse() throws Exception {
    SSLContext anonymous = Tls.anonymousClientContext(List.of(authority.certificate()));
    serve(member(authority, GLOBAL, List.of()), false);
    assertThat(get(anonymous)).isEqualTo("anonymous");
    server.stop(0);

    serve(member(authority, NORTH, LOOPBACK), false);
    assertRefused(anonymous);
  }

  @Test
  void aServerThatNeedsToKnowItsPeerTurnsTheAnonymousAway() throws Exception {
    serve(member(authority, GLOBAL, List.of()), true);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get(Tls.anonymousClientContext(List.of(authority.certificate()))));
  }

  private void assertRefused(SSLContext client) {
    assertThatExceptionOfType(SSLException.class).isThrownBy(() -> get(client));
  }
}

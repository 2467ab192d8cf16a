package dev.weir.region.adapter.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.link.Synced;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsGlobalLinkTest {
  private static final Bytes ARTIFACT = Bytes.ofUtf8("0123456789");

  @TempDir Path folder;
  private final List<String> ranges = new ArrayList<>();
  private HttpsServer server;
  private HttpsGlobalLink link;
  private volatile byte[] answer = new byte[0];
  private volatile int status = 200;

  @BeforeEach
  void opens() throws Exception {
    Authority authority = Authority.open(folder.resolve("ca"));
    serve(
        authority.identify(
            new IdentityFolder(folder.resolve("global")),
            new Peer(Peer.Kind.GLOBAL, "global"),
            List.of()));
    link = link(authority, "region", Peer.of(Fixtures.REGION));
  }

  private HttpsGlobalLink link(Authority authority, String name, Peer peer) {
    Credentials own = authority.identify(new IdentityFolder(folder.resolve(name)), peer, List.of());
    return new HttpsGlobalLink(address(), own);
  }

  private URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(Credentials credentials) throws Exception {
    SSLContext tls = Tls.context(credentials);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            ranges.add(
                exchange.getRequestURI().getPath()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Range"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  @AfterEach
  void closes() {
    link.close();
    server.stop(0);
  }

  private static <T> T await(Consumer<Consumer<T>> call) throws Exception {
    CompletableFuture<T> reply = new CompletableFuture<>();
    call.accept(reply::complete);
    return reply.get(20, TimeUnit.SECONDS);
  }

  private Synced sync() throws Exception {
    RegionSync sync =
        new RegionSync(
            Fixtures.REGION,
            1,
            1,
            0,
            List.of(),
            List.of(),
            List.of(),
            new RegionHealth(0, 0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, List.of()),
            RegionSync.NEWEST);
    return await(reply -> link.sync(sync, reply));
  }

  private Fetched fetch(long offset, int length) throws Exception {
    return await(reply -> link.fetch(ARTIFACT.digest(), offset, length, reply));
  }

  @Test
  void aSyncIsAnsweredWithAPage() throws Exception {
    FeedPage page = Fixtures.page(1, 1, Fixtures.START, List.of());
    answer = FeedPage.CODEC.encode(page).toArray();
    assertThat(sync()).isEqualTo(new Synced.Page(page));
    assertThat(ranges).containsExactly("/v1/regions/north/sync null");
  }

  @Test
  void whatIsNoPageIsAFailureThatSaysWhy() throws Exception {
    answer = new byte[] {1, 2, 3};
    assertThat(((Synced.Failed) sync()).why()).contains("malformed");
    status = 500;
    assertThat(((Synced.Failed) sync()).why()).contains("500");
    server.stop(0);
    assertThat(((Synced.Failed) sync()).why()).contains("can't be reached");
  }

  @Test
  void aPieceIsAskedForByItsRange() throws Exception {
    status = 206;
    answer = ARTIFACT.slice(3, 4).toArray();
    assertThat(fetch(3, 4)).isEqualTo(new Fetched.Piece(ARTIFACT.slice(3, 4)));
    assertThat(ranges.get(0)).isEqualTo("/v1/artifacts/" + ARTIFACT.digest() + " bytes=3-6");
    status = 404;
    assertThat(fetch(0, 4)).isInstanceOf(Fetched.Refused.class);
    status = 503;
    assertThat(fetch(0, 4)).isInstanceOf(Fetched.Later.class);
  }

  @Test
  void aServerThatIsNotGlobalIsNotBelieved() throws Exception {
    server.stop(0);
    Authority authority = Authority.open(folder.resolve("ca"));
    serve(
        authority.identify(
            new IdentityFolder(folder.resolve("other")),
            Peer.of(Fixtures.REGION),
            List.of("127.0.0.1")));
    try (HttpsGlobalLink suspicious = link(authority, "region2", Peer.of(Fixtures.REGION))) {
      Fetched fetched = await(reply -> suspicious.fetch(ARTIFACT.digest(), 0, 4, reply));
      assertThat(fetched).isInstanceOf(Fetched.Later.class);
    }
    assertThat(ranges).isEmpty();
  }
}

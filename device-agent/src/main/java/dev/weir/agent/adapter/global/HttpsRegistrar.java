package dev.weir.agent.adapter.global;

import dev.weir.agent.link.Registrar;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Asks global over HTTPS with the device's certificate, each time on a thread that ends with the
 * answer.
 */
public final class HttpsRegistrar implements Registrar {
  private final URI address;
  private final Credentials credentials;

  /**
   * A way to global.
   *
   * @param address of its API
   */
  public HttpsRegistrar(URI address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  @Override
  public void ask(Consumer<Answer> reply) {
    Thread thread = new Thread(() -> reply.accept(ask()), "registrar");
    thread.setDaemon(true);
    thread.start();
  }

  private Answer ask() {
    try {
      GlobalApi api =
          new GlobalApi(
              address, Tls.clientContext(credentials, peer -> peer.kind() == Peer.Kind.GLOBAL));
      return Answer.of(api.me());
    } catch (IOException e) {
      return new Failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}

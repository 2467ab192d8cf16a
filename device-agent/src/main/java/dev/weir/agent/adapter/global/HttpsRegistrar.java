package dev.weir.agent.adapter.global;

import dev.weir.agent.link.Home;
import dev.weir.agent.link.Registrar;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Asks global over HTTPS with the device's certificate, each time on a thread that ends with the
 * answer. Of the answer only region and endpoints are taken: whose releases a device believes is
 * settled when it enrols.
 */
public final class HttpsRegistrar implements Registrar {
  private final URI address;
  private final Credentials credentials;

  /**
   * @param address of global's API
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
      return answer(
          new GlobalApi(
                  address, Tls.clientContext(credentials, peer -> peer.kind() == Peer.Kind.GLOBAL))
              .me());
    } catch (IOException | RuntimeException e) {
      return new Failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Answer answer(EnrolReply reply) {
    if (reply.region().isEmpty()) {
      return new Nowhere("global names no region that may");
    }
    if (reply.endpoints().isEmpty()) {
      return new Nowhere("region " + reply.region().get() + " has not said yet where it is");
    }
    return new At(new Home(reply.region(), reply.endpoints()));
  }
}

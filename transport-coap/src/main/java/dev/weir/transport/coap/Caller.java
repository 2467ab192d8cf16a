package dev.weir.transport.coap;

import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.X509CertPath;

/**
 * The device that sent a request, as its DTLS session proved it.
 *
 * @param route where it can be reached by now
 */
record Caller(Session session, EndpointContext route) {
  /**
   * A session of a device.
   *
   * @param name tells it from others, see {@link SessionMatcher}
   */
  record Session(DeviceId device, Object name) {}

  /** Empty where the request did not come from a device. */
  static Optional<Caller> of(Request request) {
    EndpointContext route = request.getSourceContext();
    return device(route.getPeerIdentity())
        .map(device -> new Caller(new Session(device, SessionMatcher.session(route)), route));
  }

  /** Whom a verified certificate names, where that is a device. */
  static Optional<DeviceId> device(Principal principal) {
    return principal instanceof X509CertPath path
        ? Peer.of(path.getTarget()).flatMap(Peer::device)
        : Optional.empty();
  }

  DeviceId device() {
    return session.device();
  }

  Peer peer() {
    return Peer.of(session.device());
  }
}

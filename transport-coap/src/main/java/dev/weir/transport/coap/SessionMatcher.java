package dev.weir.transport.coap;

import org.eclipse.californium.elements.Definition;
import org.eclipse.californium.elements.Definitions;
import org.eclipse.californium.elements.DefinitionsEndpointContextMatcher;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.util.Bytes;

/**
 * Tells sessions apart by their connection id (RFC 9146) instead of their address: what a device
 * began before its address changed goes on after it, and who gets the old address next gets none of
 * it. A session without a connection id is known by its address.
 */
final class SessionMatcher extends DefinitionsEndpointContextMatcher {
  SessionMatcher() {
    super(
        new Definitions<Definition<?>>("session")
            .add(DtlsEndpointContext.KEY_SESSION_ID)
            .add(DtlsEndpointContext.KEY_CIPHER)
            .add(DtlsEndpointContext.KEY_EPOCH)
            .add(DtlsEndpointContext.KEY_READ_CONNECTION_ID));
  }

  /** What names the session that a message came by. */
  static Object session(EndpointContext context) {
    Bytes id = context.get(DtlsEndpointContext.KEY_READ_CONNECTION_ID);
    return id == null ? context.getPeerAddress() : id;
  }

  @Override
  public Object getEndpointIdentity(EndpointContext context) {
    return session(context);
  }
}

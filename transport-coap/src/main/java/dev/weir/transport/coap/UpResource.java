package dev.weir.transport.coap;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.util.Optional;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * {@code POST /up}: acknowledged at once, answered when the message's effects are durable. Source:
 * docs/protocol.md, section 8.3.
 */
final class UpResource extends CoapResource {
  /** How long a device waits when the region has too much to do, in seconds. */
  static final int BUSY_SECONDS = 5;

  private final FrontEnd frontEnd;
  private final Uplinks uplinks;

  UpResource(FrontEnd frontEnd, Uplinks uplinks) {
    super("up");
    this.frontEnd = frontEnd;
    this.uplinks = uplinks;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    Optional<Caller> caller = Caller.of(exchange.advanced().getRequest());
    if (caller.isEmpty()) {
      exchange.respond(ResponseCode.FORBIDDEN);
    } else if (exchange.getRequestPayloadSize() > Limits.DEVICE_MESSAGE) {
      exchange.respond(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    } else {
      exchange.accept();
      uplinks.received(
          caller.get().peer(), frontEnd, payload(exchange), taken -> answer(exchange, taken));
    }
  }

  private static Bytes payload(CoapExchange exchange) {
    return exchange.getRequestPayloadSize() == 0
        ? Bytes.EMPTY
        : Bytes.wrap(exchange.getRequestPayload());
  }

  private static void answer(CoapExchange exchange, Reception reception) {
    switch (reception) {
      case TAKEN -> exchange.respond(ResponseCode.CHANGED);
      case BUSY -> exchange.respondOverload(BUSY_SECONDS);
      case REFUSED -> exchange.respond(ResponseCode.BAD_REQUEST);
    }
  }
}

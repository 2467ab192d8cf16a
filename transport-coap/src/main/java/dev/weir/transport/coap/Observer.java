package dev.weir.transport.coap;

import dev.weir.protocol.wire.Bytes;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.elements.EndpointContext;

/** A device that observes {@code /down}, and the newest that the region has to say to it. */
final class Observer {
  private final Caller caller;
  private final ObserveRelation relation;
  private final AtomicBoolean pushing = new AtomicBoolean();
  private volatile EndpointContext route;
  private volatile Bytes newest;

  Observer(Caller caller, ObserveRelation relation, Bytes newest) {
    this.caller = caller;
    this.relation = relation;
    this.route = caller.route();
    this.newest = newest;
  }

  Caller caller() {
    return caller;
  }

  ObserveRelation relation() {
    return relation;
  }

  Bytes newest() {
    return newest;
  }

  void keep(Bytes downlink) {
    newest = downlink;
  }

  /**
   * Sends the newest state as a confirmable notification: one at a time is under way, and a newer
   * one takes its place when it has to be sent again. Never on the caller's thread, which may be
   * about to send the first answer.
   */
  void push(Executor executor) {
    if (pushing.compareAndSet(false, true)) {
      executor.execute(() -> relation.getExchange().execute(this::sendNewest));
    }
  }

  private void sendNewest() {
    pushing.set(false);
    if (relation.isEstablished()) {
      Response notification = new Response(ResponseCode.CONTENT);
      notification.setType(CoAP.Type.CON);
      notification.setPayload(newest.toArray());
      notification.setDestinationContext(route);
      relation.getExchange().sendResponse(notification);
    }
  }

  /** The device was heard from; what is on its way to an old address goes to the new one. */
  void heardFrom(EndpointContext now) {
    if (!now.getPeerAddress().equals(route.getPeerAddress())) {
      route = now;
      Exchange exchange = relation.getExchange();
      exchange.execute(() -> redirect(exchange, now));
    }
  }

  /** The first repeat goes where the exchange says, later ones where the response says. */
  private static void redirect(Exchange exchange, EndpointContext route) {
    exchange.setEndpointContext(route);
    Response underWay = exchange.getCurrentResponse();
    if (underWay != null) {
      underWay.setEffectiveDestinationContext(route);
    }
  }
}

package dev.weir.transport.coap;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * {@code GET /down} with Observe (RFC 7641). Its state is the newest downlink for the device that
 * asks, and empty where there is none yet; nobody sees another device's. A device has one
 * observation: a later one takes its place. Source: docs/protocol.md, section 8.3.
 */
final class DownResource extends CoapResource {
  /** How long a device waits when too many observe, in seconds. */
  static final int FULL_SECONDS = 30;

  private static final int SEQUENCE = 0xFF_FFFF;

  private final FrontEnd frontEnd;
  private final Uplinks uplinks;
  private final int maxObservers;
  private final Executor executor;
  private final Map<DeviceId, Observer> observers = new ConcurrentHashMap<>();
  private final AtomicInteger sequence = new AtomicInteger();

  DownResource(FrontEnd frontEnd, Uplinks uplinks, int maxObservers, Executor executor) {
    super("down");
    this.frontEnd = frontEnd;
    this.uplinks = uplinks;
    this.maxObservers = maxObservers;
    this.executor = executor;
    setObservable(true);
  }

  /** Dropped where the device does not observe. */
  void send(DeviceId device, Bytes downlink) {
    Observer observer =
        observers.computeIfPresent(
            device,
            (d, present) -> {
              present.keep(downlink);
              return present;
            });
    if (observer != null) {
      observer.push(executor);
    }
  }

  /** Any request of a device: it shows where the device is now. */
  void heardFrom(Caller caller) {
    Observer observer = observers.get(caller.device());
    if (observer != null && observer.caller().session().equals(caller.session())) {
      observer.heardFrom(caller.route());
    }
  }

  /** A session is over, and the observation in it. */
  void ended(Caller.Session session) {
    Observer observer = observers.get(session.device());
    if (observer != null && observer.caller().session().equals(session)) {
      gone(observer);
      cancel(observer);
    }
  }

  @Override
  public void handleGET(CoapExchange exchange) {
    Optional<Caller> caller = Caller.of(exchange.advanced().getRequest());
    if (caller.isEmpty()) {
      exchange.respond(ResponseCode.FORBIDDEN);
    } else if (!exchange.getRequestOptions().getUriQuery().isEmpty()) {
      exchange.respond(ResponseCode.BAD_OPTION);
    } else {
      answer(exchange, caller.get(), exchange.advanced().getRelation());
    }
  }

  private void answer(CoapExchange exchange, Caller caller, ObserveRelation relation) {
    if (relation == null) {
      Observer observer = observers.get(caller.device());
      respond(exchange, observer == null ? Bytes.EMPTY : observer.newest());
    } else if (observers.size() < maxObservers || observers.containsKey(caller.device())) {
      respond(exchange, observe(caller, relation));
    } else {
      exchange.respondOverload(FULL_SECONDS);
    }
  }

  /** Whatever is sent from here on is pushed, after the answer with the state until now. */
  private Bytes observe(Caller caller, ObserveRelation relation) {
    Observer before = observers.get(caller.device());
    Observer observer =
        observers.compute(
            caller.device(),
            (d, known) ->
                new Observer(caller, relation, known == null ? Bytes.EMPTY : known.newest()));
    if (before != null) {
      cancel(before);
    }
    return observer.newest();
  }

  private static void respond(CoapExchange exchange, Bytes state) {
    exchange.respond(ResponseCode.CONTENT, state.toArray());
  }

  private static void cancel(Observer observer) {
    observer.relation().getExchange().execute(observer.relation()::cancel);
  }

  /** The answer that makes the observation stand is about to be sent. */
  @Override
  public void addObserveRelation(ObserveRelation relation) {
    Caller.of(relation.getExchange().getRequest())
        .ifPresent(caller -> uplinks.connected(caller.peer(), frontEnd));
  }

  /** It was cancelled, refused by the device, or timed out. */
  @Override
  public void removeObserveRelation(ObserveRelation relation) {
    Caller.of(relation.getExchange().getRequest())
        .map(caller -> observers.get(caller.device()))
        .filter(observer -> observer.relation() == relation)
        .ifPresent(this::gone);
  }

  private void gone(Observer observer) {
    if (observers.remove(observer.caller().device(), observer)) {
      uplinks.disconnected(observer.caller().peer(), frontEnd);
    }
  }

  @Override
  public CoAP.Type getObserveType() {
    return CoAP.Type.CON;
  }

  @Override
  public int getNotificationSequenceNumber() {
    return sequence.incrementAndGet() & SEQUENCE;
  }

  @Override
  public int getObserverCount() {
    return observers.size();
  }
}

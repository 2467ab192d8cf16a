package dev.weir.transport.coap;

import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.jspecify.annotations.Nullable;

/**
 * An agent's observation of {@code /down} (RFC 7641). It is made anew when nothing came by it for
 * as long as the channel's keep-alive: that shows whether the region is still there and still knows
 * the observation, where the agent is by now, and brings the newest state. Notifications may be
 * repeated or overtaken; a state's generation tells what is newer (docs/protocol.md, section 4.3).
 */
final class Observation {
  private final Link link;
  private final AgentThread thread;
  private final Duration keepAlive;
  private final Events events;
  private @Nullable Token token;
  private AgentThread.Timer probe = () -> {};

  /** What its owner hears. */
  interface Events {
    /** It stands. Once. */
    void stands();

    void received(Bytes downlink);

    /** It does not, or no longer. */
    void trouble(String why);
  }

  Observation(Link link, AgentThread thread, Duration keepAlive, Events events) {
    this.link = link;
    this.thread = thread;
    this.keepAlive = keepAlive;
    this.events = events;
    link.onNotification(this::notified);
  }

  /** Asks for it; a repeat asks anew. */
  void begin() {
    Request get = link.request(Code.GET, "down");
    get.setObserve();
    link.ask(get, outcome -> answered(get, outcome));
  }

  private void answered(Request get, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      judge(get.getToken(), answered.response());
    } else if (outcome instanceof Outcome.Failed failed) {
      events.trouble(failed.why());
    }
  }

  private void judge(Token asked, Response response) {
    if (!response.isNotification()) {
      events.trouble("the region does not let itself be observed: " + response.getCode());
      return;
    }
    Token before = token;
    token = asked;
    if (before == null) {
      events.stands();
    } else {
      link.forget(before);
    }
    heard(response);
  }

  private void notified(Response response) {
    if (response.isNotification()) {
      heard(response);
    } else if (response.getToken().equals(token)) {
      events.trouble("the region ended the observation: " + response.getCode());
    }
  }

  private void heard(Response response) {
    probe.cancel();
    probe = thread.after(keepAlive, this::begin);
    if (response.getPayloadSize() > 0) {
      events.received(Bytes.wrap(response.getPayload()));
    }
  }
}

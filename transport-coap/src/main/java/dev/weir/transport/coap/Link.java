package dev.weir.transport.coap;

import dev.weir.protocol.channel.ChannelSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.dtls.AlertMessage;

/**
 * An agent's one DTLS session with its region: the first request makes it, and when it is lost the
 * link is of no more use. Everything happens on one {@link AgentThread}.
 */
final class Link {
  /** Time for the last record to leave. */
  private static final Duration FAREWELL = Duration.ofMillis(20);

  private final AgentThread thread;
  private final InetSocketAddress region;
  private final DTLSConnector connector;
  private final CoapEndpoint endpoint;
  private final Set<Pending> pending = new LinkedHashSet<>();
  private boolean usable = true;
  private boolean closed;

  private Link(
      AgentThread thread,
      InetSocketAddress region,
      DTLSConnector connector,
      Configuration config,
      Consumer<String> lost) {
    this.thread = thread;
    this.region = region;
    this.connector = connector;
    this.endpoint = CoapEndpoint.builder().setConfiguration(config).setConnector(connector).build();
    connector.setExecutor(thread.executor());
    connector.setAlertHandler((peer, alert) -> thread.execute(() -> alerted(alert, lost)));
    endpoint.setExecutors(thread.executor(), thread.executor());
  }

  /**
   * Opens a socket. Resolving the region's name may take its time.
   *
   * @param lost hears once that the session is over, if the region says so
   */
  static Link open(
      AgentThread thread, ChannelSettings settings, Configuration config, Consumer<String> lost)
      throws IOException {
    int port = settings.address().getPort();
    InetSocketAddress region =
        new InetSocketAddress(
            InetAddress.getByName(settings.address().getHost()),
            port < 0 ? CoAP.DEFAULT_COAP_SECURE_PORT : port);
    DTLSConnector connector = new DTLSConnector(Dtls.agent(config, settings.credentials()));
    Link link = new Link(thread, region, connector, config, lost);
    link.endpoint.start();
    return link;
  }

  /** A confirmable request for a path of the region. */
  Request request(Code code, String... path) {
    Request request = new Request(code);
    request.setScheme(Settings.SCHEME);
    request.setDestinationContext(new AddressEndpointContext(region));
    for (String segment : path) {
      request.getOptions().addUriPath(segment);
    }
    return request;
  }

  /**
   * Sends a request.
   *
   * @param then called once and later, unless the link is closed before
   */
  void ask(Request request, Consumer<Outcome> then) {
    if (closed) {
      return;
    }
    Pending asked = new Pending(request, thread, this::settled, then);
    pending.add(asked);
    asked.watch();
    request.addMessageObserver(asked);
    endpoint.sendRequest(request);
  }

  private boolean settled(Pending asked, Outcome outcome) {
    if (!pending.remove(asked)) {
      return false;
    }
    usable &= outcome instanceof Outcome.Answered;
    return !closed;
  }

  /** Whether the region has answered all requests so far. */
  boolean isUsable() {
    return usable;
  }

  /** Hears of each change of what is observed. */
  void onNotification(Consumer<Response> then) {
    endpoint.addNotificationListener(
        (request, response) -> thread.execute(() -> notified(response, then)));
  }

  private void notified(Response response, Consumer<Response> then) {
    if (!closed) {
      then.accept(response);
    }
  }

  /** Observes it no longer; the region hears of that when it notifies again. */
  void forget(Token observation) {
    endpoint.cancelObservation(observation);
  }

  private void alerted(AlertMessage alert, Consumer<String> lost) {
    if (!closed) {
      String why = "the region ended the session: " + alert.getDescription();
      usable = false;
      new ArrayList<>(pending).forEach(asked -> asked.fail(why));
      thread.execute(() -> lost.accept(why));
    }
  }

  /**
   * Ends the session with a close_notify. Nothing is called after it but {@code then}. A repeat
   * does nothing.
   */
  void close(Runnable then) {
    if (!closed) {
      closed = true;
      new ArrayList<>(pending).forEach(Pending::stop);
      pending.clear();
      connector.close(region);
      thread.after(
          FAREWELL,
          () -> {
            endpoint.destroy();
            then.run();
          });
    }
  }
}

package dev.weir.agent.app;

import dev.weir.agent.link.Connector;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * The transports that this process has, found at run time. Messages over MQTT go with payloads over
 * HTTP; CoAP carries both.
 *
 * @param payload how payloads come
 */
record Transports(ChannelProvider messages, PayloadProvider payload) {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  /** Fails at the start where a provider is missing, and says which there are. */
  static Transports of(String transport) throws IOException {
    String path = transport.equals("mqtt") ? "http" : transport;
    return new Transports(
        find(ChannelProvider.class, ChannelProvider::transport, transport),
        find(PayloadProvider.class, PayloadProvider::transport, path));
  }

  private static <P> P find(Class<P> type, Function<P, String> name, String wanted)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (P provider : ServiceLoader.load(type)) {
      if (name.apply(provider).equals(wanted)) {
        return provider;
      }
      found.add(name.apply(provider));
    }
    throw new IOException(
        "no " + type.getSimpleName() + " for " + wanted + " on the class path; there are " + found);
  }

  /** The way to one region. */
  record Way(Connector connector, PayloadSource payloads) {}

  /** Fails where the region lacks an endpoint that this device needs. */
  Way to(List<Endpoint> endpoints, DeviceId device, Credentials credentials) throws IOException {
    ChannelSettings channel =
        new ChannelSettings(
            address(endpoints, messages.transport()), device, credentials, KEEP_ALIVE);
    ChannelSettings artifacts =
        new ChannelSettings(
            address(endpoints, payload.transport()), device, credentials, KEEP_ALIVE);
    return new Way(listener -> messages.open(channel, listener), payload.open(artifacts));
  }

  private static URI address(List<Endpoint> endpoints, String transport) throws IOException {
    return endpoints.stream()
        .filter(endpoint -> endpoint.transport().equals(transport))
        .map(Endpoint::address)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "the region has no endpoint for " + transport + "; it has " + endpoints));
  }
}

package dev.weir.region.planted;

import dev.weir.transport.http.agent.HttpPayloadProvider;

/** A node knows a transport: planted for {@code PlantedTest}. */
public final class KnowsATransport {
  HttpPayloadProvider transport = null;
}

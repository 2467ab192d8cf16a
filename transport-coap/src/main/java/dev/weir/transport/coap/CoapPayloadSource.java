package dev.weir.transport.coap;

import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.californium.elements.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * An agent's way to artifacts over CoAP. It has a DTLS session of its own, so that a large payload
 * does not hold up the channel; made by the first fetch, given up after trouble and when nothing
 * was fetched for a while. Source: docs/protocol.md, section 7.2.
 */
final class CoapPayloadSource implements PayloadSource {
  /** How long a session is kept for the next fetch. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ChannelSettings settings;
  private final Configuration configuration;
  private final AgentThread thread = new AgentThread("weir-coap-payload");
  private final AtomicBoolean fetching = new AtomicBoolean();
  private @Nullable Link link;
  private AgentThread.Timer idle = () -> {};
  private boolean closed;

  CoapPayloadSource(ChannelSettings settings, Configuration configuration) {
    this.settings = settings;
    this.configuration = configuration;
  }

  @Override
  public String path() {
    return CoapFrontEnd.TRANSPORT;
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    Ask ask = new Ask(artifact, offset, length);
    if (!fetching.compareAndSet(false, true)) {
      throw new IllegalStateException("one fetch at a time");
    }
    thread.execute(() -> begin(ask, reply));
  }

  private void begin(Ask ask, Consumer<Fetched> reply) {
    if (closed) {
      return;
    }
    idle.cancel();
    try {
      if (link == null) {
        link = Link.open(thread, settings, configuration, why -> release());
      }
      PieceFetch.begin(link, ask, fetched -> fetched(fetched, reply));
    } catch (IOException e) {
      fetched(
          PieceFetch.trouble("can't reach " + settings.address() + ": " + e.getMessage()), reply);
    }
  }

  private void fetched(Fetched fetched, Consumer<Fetched> reply) {
    if (link != null && !link.isUsable()) {
      release();
    } else {
      idle = thread.after(IDLE, this::release);
    }
    fetching.set(false);
    reply.accept(fetched);
  }

  private void release() {
    if (link != null) {
      link.close(() -> {});
      link = null;
    }
  }

  @Override
  public void close() {
    thread.execute(this::end);
  }

  private void end() {
    closed = true;
    if (link == null) {
      thread.end();
    } else {
      link.close(thread::end);
      link = null;
    }
  }
}

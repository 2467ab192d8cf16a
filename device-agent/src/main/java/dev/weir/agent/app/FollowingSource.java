package dev.weir.agent.app;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A payload source that can be led to another region. A piece that is under way still comes from
 * the old one, which is closed after it.
 */
final class FollowingSource implements PayloadSource {
  private PayloadSource current;
  private Optional<PayloadSource> asked = Optional.empty();

  FollowingSource(PayloadSource first) {
    this.current = first;
  }

  /** What is asked for later comes from there. */
  synchronized void follow(PayloadSource next) {
    PayloadSource old = current;
    current = next;
    if (asked.filter(source -> source == old).isEmpty()) {
      old.close();
    }
  }

  @Override
  public synchronized String path() {
    return current.path();
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    PayloadSource source = asking();
    source.fetch(
        artifact,
        offset,
        length,
        fetched -> {
          boolean isLeft = hasLeft(source);
          reply.accept(fetched);
          if (isLeft) {
            source.close();
          }
        });
  }

  private synchronized PayloadSource asking() {
    asked = Optional.of(current);
    return current;
  }

  private synchronized boolean hasLeft(PayloadSource source) {
    asked = Optional.empty();
    return source != current;
  }

  @Override
  public synchronized void close() {
    asked.ifPresent(PayloadSource::close);
    current.close();
  }
}

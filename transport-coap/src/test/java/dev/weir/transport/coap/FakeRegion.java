package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.wire.Bytes;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A region that writes down what its front end tells it. */
final class FakeRegion implements Uplinks {
  static final long PATIENCE_SECONDS = 60;

  /** What happened, in order. */
  sealed interface Event {
    record Connected(Peer peer) implements Event {}

    record Disconnected(Peer peer) implements Event {}

    record Received(Peer peer, Bytes uplink) implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile Reception reception = Reception.TAKEN;

  /** From now on it answers so. */
  void answer(Reception next) {
    reception = next;
  }

  @Override
  public void connected(Peer peer, FrontEnd through) {
    events.add(new Event.Connected(peer));
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    events.add(new Event.Disconnected(peer));
  }

  @Override
  public void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken) {
    Reception now = reception;
    events.add(new Event.Received(peer, uplink));
    taken.accept(now);
  }

  /** The next event. */
  Event next() throws InterruptedException {
    Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
    return event;
  }

  /** The next event of this kind; skips others. */
  <T extends Event> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      Event event = next();
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  /** What has happened and was not asked for. */
  BlockingQueue<Event> rest() {
    return events;
  }
}

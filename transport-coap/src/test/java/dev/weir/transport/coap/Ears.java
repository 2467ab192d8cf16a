package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.wire.Bytes;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent that writes down what it hears of its channel. */
final class Ears implements ChannelListener {
  private final BlockingQueue<String> life = new LinkedBlockingQueue<>();
  private final BlockingQueue<Bytes> downlinks = new LinkedBlockingQueue<>();

  @Override
  public void opened() {
    life.add("opened");
  }

  @Override
  public void received(Bytes downlink) {
    downlinks.add(downlink);
  }

  @Override
  public void closed(String why) {
    life.add("closed: " + why);
  }

  /** Waits for {@code opened} or {@code closed: WHY}. */
  String next() throws InterruptedException {
    String event = life.poll(FakeRegion.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event of the channel").isNotNull();
    return event;
  }

  Bytes downlink() throws InterruptedException {
    Bytes downlink = downlinks.poll(FakeRegion.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(downlink).as("a downlink").isNotNull();
    return downlink;
  }

  /** Waits until this downlink came; others may come before it. */
  void awaitDownlink(Bytes wanted) throws InterruptedException {
    while (!downlink().equals(wanted)) {
      // An older one.
    }
  }

  boolean isQuiet() {
    return life.isEmpty() && downlinks.isEmpty();
  }
}

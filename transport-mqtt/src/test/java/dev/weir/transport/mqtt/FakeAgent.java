package dev.weir.transport.mqtt;

import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.wire.Bytes;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that keeps what it hears. */
public class FakeAgent implements ChannelListener {
  public final LinkedBlockingQueue<String> openings = new LinkedBlockingQueue<>();
  public final LinkedBlockingQueue<Bytes> received = new LinkedBlockingQueue<>();
  public final LinkedBlockingQueue<String> endings = new LinkedBlockingQueue<>();
  public final AtomicInteger afterTheEnd = new AtomicInteger();

  @Override
  public void opened() {
    note();
    openings.add("opened");
  }

  @Override
  public void received(Bytes downlink) {
    note();
    received.add(downlink);
  }

  @Override
  public void closed(String why) {
    note();
    endings.add(why);
  }

  private void note() {
    if (!endings.isEmpty()) {
      afterTheEnd.incrementAndGet();
    }
  }

  public void awaitOpen() throws InterruptedException {
    Eventually.holds("open, or " + endings, () -> !openings.isEmpty() || !endings.isEmpty());
    if (openings.isEmpty()) {
      throw new AssertionError("did not open: " + endings);
    }
  }

  public String awaitEnd() throws InterruptedException {
    return Eventually.next("the end", endings);
  }
}

package dev.weir.transport.http.region;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;

/** Hangs up on one connection too many. */
final class Door implements Connection.Listener {
  private final int max;
  private final AtomicInteger open = new AtomicInteger();

  Door(int max) {
    this.max = max;
  }

  @Override
  public void onOpened(Connection connection) {
    if (open.incrementAndGet() > max) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }
}

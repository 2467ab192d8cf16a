package dev.weir.cli.command;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.NoAnswer;
import java.time.Duration;

/**
 * Sends a write again whose answer was lost, with its key, so that global does it once. What surely
 * never arrived is not sent again: then the operator knows best.
 */
final class Persistent implements Exchange {
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Exchange exchange;
  private final Session session;

  Persistent(Exchange exchange, Session session) {
    this.exchange = exchange;
    this.session = session;
  }

  @Override
  public Answer send(Request request) {
    boolean isLost = false;
    for (int tried = 1; ; tried++) {
      try {
        return exchange.send(request);
      } catch (NoAnswer e) {
        isLost |= e.isLost();
        if (request.key().isEmpty() || !isLost || tried == TRIES) {
          throw e;
        }
        session.complain(e.getMessage() + "; asking again");
        pause(e);
      }
    }
  }

  private void pause(NoAnswer trouble) {
    try {
      session.pause(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble;
    }
  }
}

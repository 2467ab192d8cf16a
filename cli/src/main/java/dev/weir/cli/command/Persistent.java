package dev.weir.cli.command;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.NoAnswer;
import dev.weir.protocol.api.Code;
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
        Answer answer = exchange.send(request);
        if (!isLost || tried == TRIES || !isInWork(answer)) {
          return answer;
        }
      } catch (NoAnswer e) {
        isLost |= e.isLost();
        if (request.key().isEmpty() || !isLost || tried == TRIES) {
          throw e;
        }
        session.complain(e.getMessage() + "; asking again");
      }
      pause();
    }
  }

  /** Whether global has not come to the end of the first try yet. */
  private static boolean isInWork(Answer answer) {
    return answer.status() == Code.KEY_IN_WORK.status()
        && answer.body().contains('"' + Code.KEY_IN_WORK.text() + '"');
  }

  private void pause() {
    try {
      session.pause(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted; global may have done it", e, true);
    }
  }
}

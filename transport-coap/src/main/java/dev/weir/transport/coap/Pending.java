package dev.weir.transport.coap;

import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.HandshakeException;

/**
 * A request under way: the library says in many ways what became of it, this says it once. A region
 * that acknowledged a request and then says nothing for {@link #PATIENCE} has failed it too; the
 * library would wait for ever.
 */
final class Pending extends MessageObserverAdapter {
  /** Longest silence after an acknowledgement. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Request request;
  private final AgentThread thread;
  private final BiPredicate<Pending, Outcome> settled;
  private final Consumer<Outcome> then;
  private AgentThread.Timer timer = () -> {};
  private volatile long heardNanos = System.nanoTime();

  /**
   * @param settled removes it from those under way; false where it was not among them
   */
  Pending(
      Request request,
      AgentThread thread,
      BiPredicate<Pending, Outcome> settled,
      Consumer<Outcome> then) {
    this.request = request;
    this.thread = thread;
    this.settled = settled;
    this.then = then;
  }

  void watch() {
    timer = thread.after(PATIENCE, this::judge);
  }

  private void judge() {
    long leftNanos = PATIENCE.toNanos() - (System.nanoTime() - heardNanos);
    if (leftNanos <= 0) {
      fail("the region acknowledged a request and did not answer it");
    } else {
      timer = thread.after(Duration.ofNanos(leftNanos), this::judge);
    }
  }

  void fail(String why) {
    thread.execute(() -> settle(new Outcome.Failed(why)));
  }

  /** Gives it up without a word. */
  void stop() {
    timer.cancel();
    request.cancel();
  }

  private void settle(Outcome outcome) {
    if (settled.test(this, outcome)) {
      timer.cancel();
      if (outcome instanceof Outcome.Failed) {
        request.cancel();
      }
      then.accept(outcome);
    }
  }

  @Override
  public void onConnecting() {
    heardNanos = System.nanoTime();
  }

  @Override
  public void onDtlsRetransmission(int flight) {
    heardNanos = System.nanoTime();
  }

  @Override
  public void onSent(boolean retransmission) {
    heardNanos = System.nanoTime();
  }

  @Override
  public void onAcknowledgement() {
    heardNanos = System.nanoTime();
  }

  @Override
  public void onResponse(Response response) {
    thread.execute(() -> settle(new Outcome.Answered(response)));
  }

  @Override
  public void onReject() {
    fail("the region rejected a request");
  }

  @Override
  public void onTimeout() {
    fail("the region does not answer");
  }

  @Override
  public void onCancel() {
    fail("a request was given up");
  }

  @Override
  public void onSendError(Throwable error) {
    fail(error instanceof HandshakeException ? "no session: " + error.getMessage() : text(error));
  }

  @Override
  public void onResponseHandlingError(Throwable error) {
    fail("an answer that can't be used: " + text(error));
  }

  private static String text(Throwable error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}

package dev.weir.transport.coap;

import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent has to say, one message after the other, each when the one before was answered. A
 * message is sent again after the pause that a busy region asks for, and dropped when it is refused
 * or when too many wait: the agent's outbox has it until the region's cursor covers it. Source:
 * docs/protocol.md, sections 4.4 and 8.3.
 */
final class Sender {
  /** Messages that may wait; each has at most 64 KiB. */
  static final int MAX_WAITING = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final long MAX_PAUSE_SECONDS = 60;

  private final AgentThread thread;
  private final Consumer<String> trouble;
  private final Deque<Bytes> waiting = new ArrayDeque<>();
  private @Nullable Link link;
  private Runnable whenEmpty = () -> {};
  private boolean busy;

  Sender(AgentThread thread, Consumer<String> trouble) {
    this.thread = thread;
    this.trouble = trouble;
  }

  /** From now on messages go; until then they wait. */
  void start(Link open) {
    link = open;
    next();
  }

  void send(Bytes uplink) {
    if (waiting.size() >= MAX_WAITING) {
      LOG.debug("{} messages wait; dropped one more", waiting.size());
      return;
    }
    waiting.addLast(uplink);
    next();
  }

  /** Runs the task when nothing waits, at once or later. */
  void whenEmpty(Runnable task) {
    whenEmpty = task;
    next();
  }

  private void next() {
    Bytes first = waiting.peekFirst();
    if (first == null) {
      whenEmpty.run();
    } else if (link != null && !busy) {
      busy = true;
      post(link, first);
    }
  }

  private void post(Link open, Bytes uplink) {
    Request post = open.request(Code.POST, "up");
    post.setPayload(uplink.toArray());
    open.ask(post, this::answered);
  }

  private void answered(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      judge(answered.response());
    } else if (outcome instanceof Outcome.Failed failed) {
      trouble.accept(failed.why());
    }
  }

  private void judge(Response response) {
    if (response.isServerError()) {
      Duration pause =
          Duration.ofSeconds(
              Math.max(1, Math.min(MAX_PAUSE_SECONDS, response.getOptions().getMaxAge())));
      thread.after(pause, this::again);
      return;
    }
    waiting.removeFirst();
    if (response.getCode() != ResponseCode.CHANGED) {
      LOG.warn("the region refused a message with {}; dropped", response.getCode());
    }
    again();
  }

  private void again() {
    busy = false;
    next();
  }
}

package dev.weir.region.drive;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Readings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Readings that wait for the next commit, up to so many bytes. Any thread may add. */
final class TelemetryQueue {
  private final int limit;
  private final Runnable announce;
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private boolean isAnnounced;
  private boolean isClosed = true;
  private volatile int bytes;

  /**
   * One message.
   *
   * @param bytes of its encoding
   * @param taken told once, what became of it
   */
  record Message(DeviceId device, Readings readings, int bytes, Consumer<Reception> taken) {}

  /**
   * An empty one, closed.
   *
   * @param announce called on the adding thread where somebody has to come and take
   */
  TelemetryQueue(int limit, Runnable announce) {
    this.limit = limit;
    this.announce = announce;
  }

  /** While it is closed, nothing is added. */
  synchronized void close(boolean closed) {
    isClosed = closed;
  }

  synchronized boolean isClosed() {
    return isClosed;
  }

  /** Whether there was room. */
  boolean offer(Message message) {
    synchronized (this) {
      if (isClosed || bytes + message.bytes() > limit) {
        return false;
      }
      waiting.add(message);
      bytes += message.bytes();
      if (isAnnounced) {
        return true;
      }
      isAnnounced = true;
    }
    announce.run();
    return true;
  }

  /**
   * Takes the oldest, so many bytes and the rest of a message; the next one to add after the last
   * was taken is announced again.
   */
  synchronized List<Message> take(int most) {
    List<Message> taken = new ArrayList<>();
    for (int size = 0; size < most && !waiting.isEmpty(); ) {
      Message next = waiting.remove();
      size += next.bytes();
      bytes -= next.bytes();
      taken.add(next);
    }
    isAnnounced = !waiting.isEmpty();
    return taken;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Bytes that wait. */
  int bytes() {
    return bytes;
  }
}

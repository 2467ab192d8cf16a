package dev.weir.transport.coap;

import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pieces that devices are fetching block by block, so that a piece is read once and not for each
 * block. One in each session: the next one takes its place. All together are limited; where there
 * is no room, one whose device has gone quiet makes some.
 */
final class Pieces {
  private static final class Open {
    final Ask ask;
    int size;
    long touched;
    @Nullable Bytes content;

    Open(Ask ask, long now) {
      this.ask = ask;
      this.size = ask.length();
      this.touched = now;
    }
  }

  private final long limitBytes;
  private final long quietNanos;
  private final LongSupplier nanos;
  private final Map<Object, Open> bySession = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  Pieces(long limitBytes, Duration quiet, LongSupplier nanos) {
    this.limitBytes = limitBytes;
    this.quietNanos = quiet.toNanos();
    this.nanos = nanos;
  }

  /** The piece that the session is fetching, if it is this one and has been read. */
  synchronized Optional<Bytes> find(Object session, Ask ask) {
    Open open = bySession.get(session);
    if (open == null || !open.ask.equals(ask)) {
      return Optional.empty();
    }
    open.touched = nanos.getAsLong();
    return Optional.ofNullable(open.content);
  }

  /**
   * Makes room for a piece that is going to be read, in place of the session's last one.
   *
   * @return false where there is none, or the session's last one is still being read
   */
  synchronized boolean reserve(Object session, Ask ask) {
    Open last = bySession.get(session);
    if (last != null && last.content == null) {
      return false;
    }
    end(session);
    if (bytes + ask.length() > limitBytes) {
      removeQuiet();
    }
    if (bytes + ask.length() > limitBytes) {
      return false;
    }
    bySession.put(session, new Open(ask, nanos.getAsLong()));
    bytes += ask.length();
    return true;
  }

  /** The piece has been read. Nothing happens where the session is over by now. */
  synchronized void fill(Object session, Ask ask, Bytes content) {
    Open open = bySession.get(session);
    if (open != null && open.ask.equals(ask)) {
      bytes += content.size() - open.size;
      open.size = content.size();
      open.content = content;
    }
  }

  /** The session needs its piece no longer. A repeat does nothing. */
  synchronized void end(Object session) {
    Open open = bySession.remove(session);
    if (open != null) {
      bytes -= open.size;
    }
  }

  /** Bytes in use or reserved. */
  synchronized long bytes() {
    return bytes;
  }

  private void removeQuiet() {
    long now = nanos.getAsLong();
    for (Iterator<Open> all = bySession.values().iterator(); all.hasNext(); ) {
      Open open = all.next();
      if (open.content != null && now - open.touched > quietNanos) {
        bytes -= open.size;
        all.remove();
      }
    }
  }
}

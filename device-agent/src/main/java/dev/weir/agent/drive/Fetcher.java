package dev.weir.agent.drive;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the payload source for one piece at a time, as its contract wants. Where an older piece is
 * still under way, the newest request waits for its end.
 */
final class Fetcher {
  private record Request(
      long number, Digest artifact, long offset, int length, Turn turn, Consumer<Fetched> reply) {}

  private final Loop loop;
  private final PayloadSource source;
  private Optional<Request> underWay = Optional.empty();
  private Optional<Request> waiting = Optional.empty();
  private long requests;
  private long received;

  Fetcher(Loop loop, PayloadSource source) {
    this.loop = loop;
    this.source = source;
  }

  /** Replies on the loop, unless the turn is over by then. */
  void fetch(Digest artifact, long offset, int length, Turn turn, Consumer<Fetched> reply) {
    requests++;
    waiting = Optional.of(new Request(requests, artifact, offset, length, turn, reply));
    next();
  }

  /** Bytes that came since the process was started. */
  long received() {
    return received;
  }

  private void next() {
    if (underWay.isPresent() || waiting.isEmpty()) {
      return;
    }
    Request request = waiting.get();
    underWay = waiting;
    waiting = Optional.empty();
    source.fetch(
        request.artifact(),
        request.offset(),
        request.length(),
        fetched -> loop.execute(() -> replied(request, fetched)));
  }

  private void replied(Request request, Fetched fetched) {
    if (underWay.filter(r -> r.number() == request.number()).isEmpty()) {
      return;
    }
    underWay = Optional.empty();
    if (fetched instanceof Fetched.Piece piece) {
      received += piece.bytes().size();
    }
    if (request.turn().isLive()) {
      request.reply().accept(fetched);
    }
    next();
  }
}

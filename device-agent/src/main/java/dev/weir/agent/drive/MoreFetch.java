package dev.weir.agent.drive;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the list of more payloads that a goal names, for a while: an update goes on without it.
 * Source: docs/protocol.md, section 5.6.
 */
final class MoreFetch {
  private static final Logger LOG = LoggerFactory.getLogger(MoreFetch.class);

  private final RangeFetch.Means means;
  private final Turn turn;
  private final Consumer<Optional<Bytes>> done;

  /**
   * Not begun yet.
   *
   * @param during the turn of the step that it belongs to
   * @param done hears of it once: what came, or that nothing did
   */
  MoreFetch(RangeFetch.Means means, Turn during, Consumer<Optional<Bytes>> done) {
    this.means = means;
    this.turn = new Turn(during);
    this.done = done;
  }

  void start(Digest list, int bytes, int attempts, Duration patience) {
    means.loop().after(patience, () -> without("it did not come within " + patience));
    new SmallFetch(
            means,
            turn,
            new SmallFetch.What("the list of more payloads", list, bytes),
            attempts,
            whole -> end(Optional.of(whole)),
            (failure, why) -> without(why))
        .start();
  }

  private void without(String why) {
    if (turn.isLive()) {
      LOG.warn("goes on with the manifest's own payloads: {}", why);
      end(Optional.empty());
    }
  }

  private void end(Optional<Bytes> more) {
    turn.end();
    done.accept(more);
  }
}

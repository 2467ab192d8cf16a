package dev.weir.global.feed;

import dev.weir.global.catalog.Release;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Wave;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.wire.Bytes;
import java.util.Optional;

/** The order to regions that a rollout amounts to. */
public final class Directives {
  private Directives() {}

  /**
   * The order.
   *
   * @param more deltas that came after the release was signed, encoded
   */
  public static Directive of(Rollout rollout, Release release, Optional<Bytes> more) {
    return new Directive(
        rollout.id(),
        rollout.revision(),
        rollout.state(),
        release.id(),
        release.model(),
        release.signed(),
        release.signedBytes(),
        rollout.spec().selector(),
        rollout.waves().stream().map(Wave::open).toList(),
        rollout.spec().maxConcurrent(),
        rollout.spec().startWithin(),
        rollout.spec().deadlines(),
        rollout.spec().abort(),
        release.manifest().image(),
        rollout.order(),
        more.map(Bytes::digest),
        more.map(Bytes::size).orElse(0),
        rollout.spec().fallbackBytes());
  }
}

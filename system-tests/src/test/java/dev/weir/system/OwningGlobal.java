package dev.weir.system;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Global as a region sees it: it gives the region the pumps and one rollout to all of them, and
 * never takes a report, so that all of them stay in the region's store for a test to count.
 */
final class OwningGlobal implements GlobalLink {
  static final RegionId REGION = RegionId.of("north");
  static final RolloutId ROLLOUT = RolloutId.of("r1");
  static final ReleaseId RELEASE = ReleaseId.of("release-1");
  private static final Duration LONG = Duration.ofHours(1);

  private final List<FeedItem> feed = new ArrayList<>();

  OwningGlobal(List<Pump> pumps) {
    for (Pump pump : pumps) {
      feed.add(
          new FeedItem(
              feed.size() + 1, Optional.of(pump.owned()), Optional.empty(), Optional.empty()));
    }
    feed.add(
        new FeedItem(
            feed.size() + 1,
            Optional.empty(),
            Optional.empty(),
            Optional.of(directive(pumps.size()))));
  }

  private static Directive directive(int permits) {
    return new Directive(
        ROLLOUT,
        1,
        RolloutState.RUNNING,
        RELEASE,
        Pump.MODEL,
        Digest.of(new byte[] {3}),
        100,
        "",
        List.of(Rank.HIGHEST),
        permits,
        LONG,
        new Deadlines(LONG, LONG, LONG),
        List.of(),
        Pump.NEW_IMAGE,
        1,
        Optional.empty(),
        0,
        0);
  }

  @Override
  public void sync(RegionSync sync, Consumer<Synced> reply) {
    int from = (int) Math.min(sync.feedCursor(), feed.size());
    reply.accept(
        new Synced.Page(
            new FeedPage(
                List.copyOf(feed.subList(from, feed.size())),
                false,
                List.of(),
                0,
                Instant.now().plus(LONG),
                sync.incarnation())));
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    reply.accept(new Fetched.Refused("there are none here"));
  }

  @Override
  public void close() {}
}

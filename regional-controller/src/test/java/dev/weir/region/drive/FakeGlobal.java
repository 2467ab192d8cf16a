package dev.weir.region.drive;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Global as far as a region sees it. */
final class FakeGlobal implements GlobalLink {
  private final Loop loop;
  final List<FeedItem> feed = new ArrayList<>();
  final List<RegionSync> syncs = new ArrayList<>();
  final TreeMap<Long, RelayedReport> taken = new TreeMap<>();
  final TreeMap<Digest, Bytes> artifacts = new TreeMap<>();
  final List<String> fetches = new ArrayList<>();
  final TreeMap<Long, Query> queries = new TreeMap<>();
  final TreeMap<Long, Answer> answers = new TreeMap<>();
  boolean isReachable = true;
  boolean isMute;

  /** Pieces that it gives before the link is cut. */
  int answersLeft = Integer.MAX_VALUE;

  FakeGlobal(Loop loop) {
    this.loop = loop;
  }

  void gives(FeedItem item) {
    feed.add(new FeedItem(feed.size() + 1, item.owned(), item.gone(), item.directive()));
  }

  void asks(Query query) {
    queries.put(query.id(), query);
  }

  @Override
  public void sync(RegionSync sync, Consumer<Synced> reply) {
    syncs.add(sync);
    if (isMute) {
      return;
    }
    if (!isReachable) {
      loop.execute(() -> reply.accept(new Synced.Failed("cut off")));
      return;
    }
    for (Answer answer : sync.answers()) {
      answers.put(answer.id(), answer);
      queries.remove(answer.id());
    }
    sync.reports().forEach(report -> taken.put(report.sequence(), report));
    List<FeedItem> items = feed.subList((int) sync.feedCursor(), feed.size());
    FeedPage page =
        new FeedPage(
            List.copyOf(items),
            false,
            List.copyOf(queries.values()),
            taken.isEmpty() ? 0 : taken.lastKey(),
            loop.now().plus(Duration.ofHours(1)),
            sync.incarnation());
    loop.execute(() -> reply.accept(new Synced.Page(page)));
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    fetches.add(artifact.brief() + "+" + offset);
    if (!isReachable || answersLeft-- <= 0) {
      loop.execute(() -> reply.accept(new Fetched.Later(Duration.ofSeconds(1), "cut off")));
      return;
    }
    Bytes whole = artifacts.get(artifact);
    if (whole == null) {
      loop.execute(() -> reply.accept(new Fetched.Refused("unknown")));
      return;
    }
    int rest = (int) Math.max(0, Math.min(length, whole.size() - offset));
    Bytes piece = rest == 0 ? Bytes.EMPTY : whole.slice((int) offset, rest);
    loop.execute(() -> reply.accept(new Fetched.Piece(piece)));
  }

  @Override
  public void close() {}
}

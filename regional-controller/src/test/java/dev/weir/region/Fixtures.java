package dev.weir.region;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.cache.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that many tests need. */
public final class Fixtures {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final RegionId REGION = RegionId.of("north");
  public static final RolloutId ROLLOUT = RolloutId.of("r1");
  public static final Model PUMP = new Model("pump-v2");
  public static final Digest OLD_IMAGE = Digest.of(new byte[] {1});
  public static final Digest NEW_IMAGE = Digest.of(new byte[] {2});
  public static final Digest MANIFEST = Digest.of(new byte[] {3});
  public static final Version OLD = new Version("1.0");
  public static final Version NEW = new Version("2.0");
  public static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(2));
  public static final Duration START_WITHIN = Duration.ofMinutes(5);

  /** What one full image takes. */
  public static final long FULL = 9_000;

  public static final Readiness READY = new Readiness.Ready(List.of(), FULL);

  private Fixtures() {}

  public static DeviceId device(int number) {
    return DeviceId.of("pump-" + number);
  }

  public static DeviceOwned owned(DeviceId device, Bytes reportKey) {
    return new DeviceOwned(
        device, 1, SiteId.of("hall"), PUMP, "rev1", Map.of("line", "a"), reportKey);
  }

  /** A directive that tests change one thing of. */
  public static final class Orders {
    private RolloutId rollout = ROLLOUT;
    private long revision = 1;
    private RolloutState state = RolloutState.RUNNING;
    private String selector = "";
    private List<Rank> waves = List.of(Rank.HIGHEST);
    private int permits = 10;
    private List<AbortThreshold> abort = List.of();
    private Digest image = NEW_IMAGE;
    private long order = 1;
    private Optional<Digest> more = Optional.empty();
    private long fallback;

    public Orders rollout(String name) {
      rollout = RolloutId.of(name);
      return this;
    }

    public Orders revision(long number) {
      revision = number;
      return this;
    }

    public Orders state(RolloutState next) {
      state = next;
      return this;
    }

    public Orders selector(String text) {
      selector = text;
      return this;
    }

    public Orders waves(Rank... ranks) {
      waves = List.of(ranks);
      return this;
    }

    public Orders permits(int number) {
      permits = number;
      return this;
    }

    public Orders abort(AbortThreshold... thresholds) {
      abort = List.of(thresholds);
      return this;
    }

    public Orders image(Digest digest) {
      image = digest;
      return this;
    }

    public Orders order(long number) {
      order = number;
      return this;
    }

    public Orders more(Digest list) {
      more = Optional.of(list);
      return this;
    }

    public Orders fallback(long bytes) {
      fallback = bytes;
      return this;
    }

    public Directive build() {
      return new Directive(
          rollout,
          revision,
          state,
          ReleaseId.of("release-" + rollout.name()),
          PUMP,
          MANIFEST,
          100,
          selector,
          waves,
          permits,
          START_WITHIN,
          DEADLINES,
          abort,
          image,
          order,
          more,
          more.isPresent() ? 50 : 0,
          fallback);
    }
  }

  public static Orders order() {
    return new Orders();
  }

  /** A page with these items, numbered from {@code first}. */
  public static FeedPage page(
      long incarnation, long first, Instant leaseUntil, List<FeedItem> items) {
    List<FeedItem> numbered = new ArrayList<>();
    for (FeedItem item : items) {
      numbered.add(
          new FeedItem(first + numbered.size(), item.owned(), item.gone(), item.directive()));
    }
    return new FeedPage(numbered, false, List.of(), 0, leaseUntil, incarnation);
  }

  public static FeedPage asking(long incarnation, Instant leaseUntil, Query... queries) {
    return new FeedPage(List.of(), false, List.of(queries), 0, leaseUntil, incarnation);
  }

  public static FeedItem item(DeviceOwned owned) {
    return new FeedItem(0, Optional.of(owned), Optional.empty(), Optional.empty());
  }

  public static FeedItem item(Directive directive) {
    return new FeedItem(0, Optional.empty(), Optional.empty(), Optional.of(directive));
  }

  public static Generation generation(long counter) {
    return new Generation(1, counter);
  }
}

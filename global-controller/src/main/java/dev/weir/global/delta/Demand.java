package dev.weir.global.delta;

import dev.weir.global.catalog.Release;
import dev.weir.global.catalog.Suitability;
import dev.weir.global.registry.Listed;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.selector.Selector;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How many devices wait for which delta, counted in one pass over all devices: those that a rollout
 * is for, that do not run its image yet and will not refuse it, by the image that they measured
 * last.
 */
public final class Demand implements Consumer<Listed> {
  /** A base is hot where so many millionths of a rollout's targets run it, ... */
  public static final int HOT_SHARE = 10_000;

  /** ... and so many devices. */
  public static final int HOT_DEVICES = 2;

  private static final long MILLION = 1_000_000;

  private final List<Count> counts;

  /** A rollout that devices may wait for. */
  public record Wish(RolloutId rollout, Release release, Selector selector) {}

  private static final class Count {
    final Wish wish;
    final SortedMap<Digest, Integer> waiting = new TreeMap<>();
    int targets;

    Count(Wish wish) {
      this.wish = wish;
    }

    void see(Listed device) {
      Release release = wish.release();
      if (!device.model().equals(release.model())
          || device.region().isEmpty()
          || !wish.selector().matches(device.attributes())) {
        return;
      }
      targets++;
      Manifest manifest = release.manifest();
      if (!Suitability.isRunning(manifest, device.image())
          && !Suitability.isRefused(manifest, device.hardware(), device.version())) {
        device.image().ifPresent(image -> waiting.merge(image, 1, Integer::sum));
      }
    }

    boolean isHot(int devices) {
      return devices >= HOT_DEVICES && devices * MILLION >= (long) targets * HOT_SHARE;
    }
  }

  public Demand(List<Wish> wishes) {
    this.counts = wishes.stream().map(Count::new).toList();
  }

  @Override
  public void accept(Listed device) {
    counts.forEach(count -> count.see(device));
  }

  /** Bases from which a delta is worth building for this rollout, in the order of their digests. */
  public List<Digest> hot(RolloutId rollout) {
    return counts.stream()
        .filter(count -> count.wish.rollout().equals(rollout))
        .flatMap(
            count ->
                count.waiting.entrySet().stream()
                    .filter(base -> count.isHot(base.getValue()))
                    .map(Map.Entry::getKey))
        .toList();
  }

  /** Devices that wait for a delta, over all rollouts. */
  public int waiting(Pair pair) {
    return counts.stream()
        .filter(count -> count.wish.release().manifest().image().equals(pair.image()))
        .mapToInt(count -> count.waiting.getOrDefault(pair.base(), 0))
        .sum();
  }
}

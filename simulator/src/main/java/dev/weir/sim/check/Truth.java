package dev.weir.sim.check;

import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is really so, gathered where it happens: on the devices' disks and at the commits of the
 * stores. What the nodes believe is compared with it and never the other way round.
 */
public final class Truth {
  private final TreeMap<Digest, Manifest> releases = new TreeMap<>();
  private final TreeSet<Digest> shipped = new TreeSet<>();
  private final TreeMap<DeviceId, DeviceOwned> devices = new TreeMap<>();
  private final TreeMap<RolloutId, RolloutSpec> rollouts = new TreeMap<>();
  private final TreeMap<RolloutId, TreeMap<DeviceId, Rank>> targets = new TreeMap<>();
  private final TreeMap<RolloutId, Rank> open = new TreeMap<>();
  private final TreeMap<ReleaseId, TreeMap<DeviceId, Instant>> committed = new TreeMap<>();
  private final TreeMap<RegionId, Instant> leases = new TreeMap<>();
  private final TreeMap<Digest, Long> reports = new TreeMap<>();
  private final TreeSet<Digest> keptByRegions = new TreeSet<>();
  private final TreeMap<DeviceId, Long> keptByGlobal = new TreeMap<>();

  /** A release that was really made and signed; its image may run on devices of its model. */
  public void release(Manifest manifest) {
    releases.put(manifest.image(), manifest);
  }

  /** An image that devices came with. */
  public void shipped(Digest image) {
    shipped.add(image);
  }

  public void device(DeviceOwned device) {
    devices.put(device.device(), device);
  }

  /** An operator asked for a rollout. */
  public void rollout(RolloutSpec spec) {
    if (rollouts.putIfAbsent(spec.rollout(), spec) == null) {
      Manifest manifest = manifest(spec.release());
      Selector selector = Selector.parse(spec.selector());
      TreeMap<DeviceId, Rank> ranks = new TreeMap<>();
      for (DeviceOwned device : devices.values()) {
        if (device.model().equals(manifest.compatibility().model())
            && selector.matches(device.attributes())) {
          ranks.put(device.device(), Rank.of(spec.rollout(), device.device()));
        }
      }
      targets.put(spec.rollout(), ranks);
    }
  }

  /** The manifest of a release. */
  public Manifest manifest(ReleaseId release) {
    return releases.values().stream()
        .filter(manifest -> manifest.release().equals(release))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no release " + release));
  }

  Optional<Manifest> releaseWith(Digest image) {
    return Optional.ofNullable(releases.get(image));
  }

  boolean isShipped(Digest image) {
    return shipped.contains(image);
  }

  public RolloutSpec spec(RolloutId rollout) {
    RolloutSpec spec = rollouts.get(rollout);
    if (spec == null) {
      throw new IllegalStateException("nobody asked for rollout " + rollout);
    }
    return spec;
  }

  /** Ranks of a rollout's targets, by device. */
  public NavigableMap<DeviceId, Rank> targets(RolloutId rollout) {
    return targets.getOrDefault(rollout, new TreeMap<>());
  }

  /** Global made a wave durable. */
  void opened(RolloutId rollout, Rank rank) {
    open.put(rollout, rank);
  }

  Optional<Rank> open(RolloutId rollout) {
    return Optional.ofNullable(open.get(rollout));
  }

  /** A device keeps a release for good. */
  void committed(DeviceId device, ReleaseId release, Instant at) {
    committed.computeIfAbsent(release, r -> new TreeMap<>()).putIfAbsent(device, at);
  }

  /** When targets up to a rank, and above another, came to keep a release; the first first. */
  List<Instant> commits(RolloutId rollout, Optional<Rank> above, Rank upTo) {
    TreeMap<DeviceId, Instant> times =
        committed.getOrDefault(spec(rollout).release(), new TreeMap<>());
    List<Instant> found = new ArrayList<>();
    targets(rollout)
        .forEach(
            (device, rank) -> {
              boolean later = above.map(r -> rank.compareTo(r) > 0).orElse(true);
              Instant at = times.get(device);
              if (later && rank.isWithin(upTo) && at != null) {
                found.add(at);
              }
            });
    found.sort(null);
    return found;
  }

  /** Global told a region how long it may go on. */
  public void leased(RegionId region, Instant until) {
    leases.merge(region, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  Optional<Instant> lease(RegionId region) {
    return Optional.ofNullable(leases.get(region));
  }

  /** A device made a report: the counter-th of it. */
  void reported(Digest report, long counter) {
    reports.put(report, counter);
  }

  /** The number of a report among those of its device. */
  long counterOf(Digest report) {
    Long counter = reports.get(report);
    if (counter == null) {
      throw new IllegalStateException("nobody made report " + report);
    }
    return counter;
  }

  /** A region made a report durable. */
  void keptByRegion(Digest report) {
    keptByRegions.add(report);
  }

  boolean isKeptByRegion(Digest report) {
    return keptByRegions.contains(report);
  }

  /** Global made a device's report with this counter durable. */
  void keptByGlobal(DeviceId device, long counter) {
    keptByGlobal.merge(device, counter, Math::max);
  }

  long keptByGlobal(DeviceId device) {
    return keptByGlobal.getOrDefault(device, 0L);
  }
}

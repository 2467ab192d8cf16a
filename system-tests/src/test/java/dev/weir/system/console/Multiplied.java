package dev.weir.system.console;

import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a small fleet a large one: writes rows like those of the devices that are there, under
 * other names, into the stores of global and of a region, both stopped. They are offline, and as
 * all others in every list, count and rollout.
 */
final class Multiplied {
  private static final int AT_ONCE = 1000;
  private static final int SITES = 500;

  private final Path global;
  private final Path region;
  private final String name;

  /**
   * Writes nothing yet.
   *
   * @param global its data folder
   * @param region the data folder of the region of this name, which gets all devices
   */
  Multiplied(Path global, Path region, String name) {
    this.global = global;
    this.region = region;
    this.name = name;
  }

  /** Adds so many devices; the n-th is called {@code more-n}, with six digits. */
  void add(int devices) {
    try (GlobalStore store =
            SqliteGlobalStore.open(global.resolve("global.db"), true, Instant.now());
        RegionStore there = SqliteRegionStore.open(region.resolve("region.db"), Instant.now())) {
      Loaded loaded = there.load();
      Meta meta = loaded.meta();
      for (int from = 0; from < devices; from += AT_ONCE) {
        List<Device> added = added(store, from, Math.min(devices, from + AT_ONCE));
        long feedEnd = commit(store, added);
        meta =
            new Meta(
                meta.incarnation(),
                meta.sequence(),
                feedEnd,
                meta.relayed(),
                meta.relayTaken(),
                meta.leaseUntil());
        there.commit(batch(loaded.devices(), added, meta));
      }
    }
  }

  private List<Device> added(GlobalStore store, int from, int to) {
    List<Device> like = new ArrayList<>();
    store.eachDevice(
        device -> {
          if (device.region().map(Object::toString).equals(Optional.of(name)) && like.size() < 50) {
            like.add(device);
          }
        });
    List<Device> added = new ArrayList<>();
    for (int number = from; number < to; number++) {
      long epoch = store.counters().ownerEpoch() + 1 + number - from;
      added.add(copy(like.get(number % like.size()), number, epoch));
    }
    return added;
  }

  private static Device copy(Device like, int number, long epoch) {
    Map<String, String> labels = new TreeMap<>(like.labels());
    labels.put("serial", "sn-" + number * 7919L);
    return new Device(
        DeviceId.of("more-%06d".formatted(number)),
        like.region(),
        epoch,
        SiteId.of("site-" + number % SITES),
        like.model(),
        like.hardware(),
        labels,
        like.reportKey(),
        Optional.empty(),
        like.enrolledAt(),
        like.last());
  }

  /** Gives the number of the last feed item. */
  private long commit(GlobalStore store, List<Device> added) {
    Region owner =
        store.regions().stream().filter(r -> r.id().text().equals(name)).findFirst().orElseThrow();
    Counters counters = store.counters();
    Commit.Builder commit = new Commit.Builder();
    long feedEnd = owner.feedEnd();
    for (Device device : added) {
      feedEnd++;
      commit.put(device);
      commit.add(new Commit.Fed(owner.id(), Feeds.item(feedEnd, device.owned())));
    }
    commit.put(owner.withFeedEnd(feedEnd));
    commit.put(new Counters(counters.ownerEpoch() + added.size(), counters.rolloutOrder()));
    store.commit(commit.build());
    return feedEnd;
  }

  private static Batch batch(List<DeviceRecord> like, List<Device> added, Meta meta) {
    List<DeviceRecord> records = new ArrayList<>();
    for (Device device : added) {
      records.add(copy(like.get(records.size() % like.size()), device.owned()));
    }
    return new Batch(records, List.of(), List.of(), List.of(), List.of(), meta);
  }

  private static DeviceRecord copy(DeviceRecord like, DeviceOwned owned) {
    return new DeviceRecord(
        owned,
        like.outbox(),
        like.reports(),
        like.lastReport(),
        0,
        like.facts(),
        new DesiredState(Generation.NONE, Optional.empty()),
        Generation.NONE,
        like.actions(),
        like.lastSeen(),
        0,
        0);
  }
}

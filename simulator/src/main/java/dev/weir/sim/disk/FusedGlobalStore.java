package dev.weir.sim.disk;

import dev.weir.global.adapter.memory.MemoryGlobalStore;
import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.KeptAnswer;
import dev.weir.global.store.Member;
import dev.weir.global.store.Salvaged;
import dev.weir.global.store.Survey;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.check.GlobalWatch;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Global's store in memory, whose commits may be the last thing that global does. */
public final class FusedGlobalStore implements GlobalStore {
  private final MemoryGlobalStore memory = new MemoryGlobalStore();
  private final GlobalWatch watch;
  private final Fuse fuse;

  public FusedGlobalStore(GlobalWatch watch, Fuse fuse) {
    this.watch = watch;
    this.fuse = fuse;
  }

  @Override
  public void commit(Commit commit) {
    fuse.commit(
        () -> {
          memory.commit(commit);
          watch.stores(commit);
        });
  }

  @Override
  public List<Region> regions() {
    return memory.regions();
  }

  @Override
  public List<Release> releases() {
    return memory.releases();
  }

  @Override
  public List<Bytes> releaseKeys() {
    return memory.releaseKeys();
  }

  @Override
  public List<Rollout> rollouts() {
    return memory.rollouts();
  }

  @Override
  public SortedMap<RegionId, List<RolloutCounts>> counts() {
    return memory.counts();
  }

  @Override
  public List<DeltaJob> deltaJobs() {
    return memory.deltaJobs();
  }

  @Override
  public Residency residency() {
    return memory.residency();
  }

  @Override
  public Counters counters() {
    return memory.counters();
  }

  @Override
  public Optional<Device> device(DeviceId id) {
    return memory.device(id);
  }

  @Override
  public List<Device> devices(List<DeviceId> ids) {
    return memory.devices(ids);
  }

  @Override
  public void eachDevice(Consumer<Device> taker) {
    memory.eachDevice(taker);
  }

  @Override
  public List<Change> changes() {
    return memory.changes();
  }

  @Override
  public List<Report> reportsOf(DeviceId device) {
    return memory.reportsOf(device);
  }

  @Override
  public List<FeedItem> feed(RegionId region, long above, int limit) {
    return memory.feed(region, above, limit);
  }

  @Override
  public long feedNumber(RegionId region, String subject) {
    return memory.feedNumber(region, subject);
  }

  @Override
  public Optional<JoinToken> token(Digest hash) {
    return memory.token(hash);
  }

  @Override
  public Optional<Member> member(String uri) {
    return memory.member(uri);
  }

  @Override
  public Optional<KeptAnswer> answer(Digest key) {
    return memory.answer(key);
  }

  @Override
  public void survey(Survey taker) {
    memory.survey(taker);
  }

  @Override
  public Optional<Salvaged> salvaged() {
    return memory.salvaged();
  }

  @Override
  public void settleSalvage() {
    memory.settleSalvage();
  }

  @Override
  public void close() {}
}

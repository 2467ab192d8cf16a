package dev.weir.global.store;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What global keeps. One thread uses it. A commit is a whole transaction: when {@link #commit}
 * returns, all of it is durable; where it does not return, all of it or nothing is. Reads see every
 * commit before them. A failing disk is an unchecked exception; after one that says that the store
 * is corrupt, it is closed and opened again, which salvages it.
 */
public interface GlobalStore extends AutoCloseable {
  /** All regions, by id. */
  List<Region> regions();

  /** All releases, in the order of their publication. */
  List<Release> releases();

  /** Public keys of release signers, in the order in which they came. */
  List<Bytes> releaseKeys();

  /** All rollouts, by their order. */
  List<Rollout> rollouts();

  /** The newest count vector of each region that has one. */
  SortedMap<RegionId, List<RolloutCounts>> counts();

  /** All jobs for deltas, by what they are of. */
  List<DeltaJob> deltaJobs();

  /** The residency rules. */
  Residency residency();

  /** The newest numbers that were given out. */
  Counters counters();

  Optional<Device> device(DeviceId id);

  /** These devices, in the order asked for; those that are not here are left out. */
  List<Device> devices(List<DeviceId> ids);

  /** Every device, by the text of its id. */
  void eachDevice(Consumer<Device> taker);

  /** The newest changes of the fleet, at most {@link Commit#CHANGES}, oldest first. */
  List<Change> changes();

  /** A device's newest reports, of several actions, by their counter. */
  List<Report> reportsOf(DeviceId device);

  /** The items above a number, in order. */
  List<FeedItem> feed(RegionId region, long above, int limit);

  /** The number of the newest item about a subject; 0 where there is none. */
  long feedNumber(RegionId region, String subject);

  Optional<JoinToken> token(Digest hash);

  Optional<Member> member(String uri);

  /** What a write with this key came to, however long ago. */
  Optional<KeptAnswer> answer(Digest key);

  /** Tells of every member, device, item of a feed and token. */
  void survey(Survey taker);

  /**
   * What became of a corrupt store, where this one was made from it and what follows from that is
   * not done yet.
   */
  Optional<Salvaged> salvaged();

  /** All that follows from the salvage is done. */
  void settleSalvage();

  /**
   * Makes all of it durable, or nothing.
   *
   * @throws StaleRollout where another version of a rollout is stored than the one before its new
   *     one; then nothing was changed
   * @throws StoreFull where the disk has no room; then nothing was changed
   */
  void commit(Commit commit);

  @Override
  void close();
}

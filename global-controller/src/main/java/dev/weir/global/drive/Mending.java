package dev.weir.global.drive;

import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.fleet.Texts;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.salvage.Numbers;
import dev.weir.global.salvage.Relics;
import dev.weir.global.salvage.Traces;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.Salvaged;
import dev.weir.global.store.Survey;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.FeedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rows of a salvaged store fit together again, before anything is done with them. After a
 * kill in between all of it is done again. Source: docs/decisions/0016.
 */
final class Mending implements Survey {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

  /** Lets no region serve a device without a pin, until an operator puts the rules again. */
  private static final ResidencyRule NOBODY =
      new ResidencyRule("rules-were-lost", "device", List.of(RegionId.of("put-the-rules-again")));

  /** Of the change that is told. */
  private static final String SUBJECT = "database";

  private final GlobalStore store;
  private final Salvaged salvaged;
  private final Instant now;
  private final Traces traces = new Traces();
  private final SortedMap<RegionId, Region> regions = new TreeMap<>();
  private final List<DeviceId> devices = new ArrayList<>();
  private final List<JoinToken> unused = new ArrayList<>();

  private Mending(GlobalStore store, Salvaged salvaged, Instant now) {
    this.store = store;
    this.salvaged = salvaged;
    this.now = now;
  }

  static void mend(GlobalStore store, ArtifactStore artifacts, Salvaged salvaged, Instant now) {
    Mending mending = new Mending(store, salvaged, now);
    store.survey(mending);
    mending.counters();
    mending.regions();
    mending.devices();
    mending.residency();
    mending.tokens();
    MendingRollouts rollouts = new MendingRollouts(store, salvaged, now);
    rollouts.releases(artifacts);
    rollouts.rollouts(mending.traces.directives());
  }

  /**
   * The rows fit together and the ledger has read them: regions are told again, people are told
   * what happened, and nothing follows from the salvage any more.
   */
  static void settle(Ledger ledger, Refeeding refeeding, Salvaged salvaged, Instant now) {
    List.copyOf(ledger.regions()).forEach(region -> refeeding.tell(region.id()));
    long last = ledger.changes().stream().mapToLong(Change::number).max().orElse(0);
    Change change =
        new Change(
            Numbers.above(last, now),
            now,
            ChangeKind.STORE_SALVAGED.text(),
            SUBJECT,
            Texts.shortened(salvaged.summary()));
    ledger.commit(new Commit.Builder().add(change).build());
    ledger.store().settleSalvage();
    LOG.warn("mended: {}", salvaged.summary());
  }

  @Override
  public void member(String uri) {
    Peer.parse(uri).flatMap(Peer::region).ifPresent(id -> regions.put(id, Region.found(id, false)));
  }

  @Override
  public void device(Device device) {
    traces.device(device);
    devices.add(device.id());
  }

  @Override
  public void fed(RegionId region, FeedItem item) {
    traces.fed(region, item);
  }

  @Override
  public void token(JoinToken token) {
    if (token.usedBy().isEmpty()) {
      unused.add(token);
    }
  }

  /** No number is given out twice. */
  private void counters() {
    Counters found = store.counters();
    long order = Math.max(found.rolloutOrder(), traces.rolloutOrder());
    for (Rollout rollout : store.rollouts()) {
      order = Math.max(order, rollout.order());
    }
    long epoch = Math.max(found.ownerEpoch(), traces.ownerEpoch());
    Counters above = new Counters(Numbers.above(epoch, now), Numbers.above(order, now));
    store.commit(new Commit.Builder().put(above).build());
  }

  /** A region has a row where it has joined, serves devices, or was told or said anything. */
  private void regions() {
    traces.serving().forEach(id -> regions.put(id, Region.found(id, true)));
    store.counts().keySet().forEach(id -> regions.put(id, Region.found(id, true)));
    store.regions().forEach(row -> regions.put(row.id(), row.doubted(true)));
    Commit.Builder commit = new Commit.Builder();
    for (Region row : regions.values()) {
      long told = Math.max(traces.feedEnd(row.id()), Math.max(row.feedEnd(), row.feedCursor()));
      commit.put(row.withFeedEnd(Numbers.above(told, now)));
    }
    store.commit(commit.build());
  }

  /**
   * A device that a feed knows better is as the feed says. Where rows may be older than what was
   * told, each device gets a new epoch, so that the region that its row names wins.
   */
  private void devices() {
    Batches.of(store::commit, traces.betterKnown().values(), (b, owner) -> b.put(better(owner)));
    if (salvaged.mayBeOlder()) {
      Batches.of(store::commit, devices, this::underNewEpoch);
    }
  }

  private Device better(Traces.Owner owner) {
    DeviceOwned told = owner.told().orElseThrow();
    RegionId region = owner.region().orElseThrow();
    return store
        .device(told.device())
        .map(row -> row.ownedBy(Optional.of(region), owner.epoch()))
        .orElseGet(() -> Relics.device(region, told, store.reportsOf(told.device()), now));
  }

  private void underNewEpoch(Commit.Builder commit, DeviceId id) {
    Device row = store.device(id).orElseThrow();
    Counters next = commit.counters().orElseGet(store::counters).nextEpoch();
    commit.put(row.ownedBy(row.region(), next.ownerEpoch())).put(next);
  }

  /** Nobody is moved or placed by rules that are not known. */
  private void residency() {
    Residency row = store.residency();
    Commit.Builder commit = new Commit.Builder();
    if (row.equals(Residency.NONE) && salvaged.isLost(Salvaged.RESIDENCY)) {
      long generation = Numbers.above(0, now);
      commit.put(new Residency(List.of(NOBODY), generation, generation));
    } else if (salvaged.mayBeOlder()) {
      long generation = Numbers.above(row.generation(), now);
      commit.put(
          new Residency(row.rules(), generation, row.isSettled() ? generation : row.settled()));
    }
    store.commit(commit.build());
  }

  /** One that looks unused may have been used: it lets nobody in any more. */
  private void tokens() {
    if (salvaged.mayBeOlder()) {
      Batches.of(store::commit, unused, (commit, token) -> commit.put(token.endingAt(now)));
    }
  }
}

package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.registry.Listed;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.RegionSync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again what is true of a region, under numbers above all that it was told, after rows of its
 * feed or its own row were lost.
 */
final class Refeeding {
  private static final Logger LOG = LoggerFactory.getLogger(Refeeding.class);

  private final Ledger ledger;
  private final Orders orders;

  Refeeding(Ledger ledger, Orders orders) {
    this.ledger = ledger;
    this.orders = orders;
  }

  /** Its devices, and every rollout of which regions are told. */
  void tell(RegionId region) {
    gone(region, strays(region));
    Batches.of(
        ledger::commit,
        ids(device -> device.region().equals(Optional.of(region))),
        (commit, id) -> {
          Device row = ledger.store().device(id).orElseThrow();
          ledger.append(commit, region, number -> Feeds.item(number, row.owned()));
        });
    Commit.Builder commit = new Commit.Builder();
    for (Rollout rollout : ledger.rollouts()) {
      if (!rollout.waves().isEmpty()) {
        ledger.append(commit, region, number -> Feeds.item(number, orders.of(rollout)));
      }
    }
    ledger.commit(commit.build());
  }

  /** Devices that its feed gives to it and that are another's. */
  private List<DeviceId> strays(RegionId region) {
    List<DeviceId> strays = new ArrayList<>();
    for (FeedItem item : ledger.store().feed(region, 0, Integer.MAX_VALUE)) {
      item.owned()
          .flatMap(owned -> ledger.registry().find(owned.device()))
          .filter(device -> !device.region().equals(Optional.of(region)))
          .ifPresent(device -> strays.add(device.id()));
    }
    return strays;
  }

  private List<DeviceId> ids(Predicate<Listed> which) {
    List<DeviceId> ids = new ArrayList<>();
    for (Listed device : ledger.registry().all()) {
      if (which.test(device)) {
        ids.add(device.id());
      }
    }
    return ids;
  }

  private void gone(RegionId region, List<DeviceId> ids) {
    Batches.of(
        ledger::commit,
        ids,
        (commit, id) -> {
          Device row = ledger.store().device(id).orElseThrow();
          ledger.append(commit, region, number -> Feeds.item(number, row.gone()));
        });
  }

  /**
   * Looks once, when a region has taken all of its feed, whether it serves more devices than its
   * own: the word that they are gone may have been lost. Which ones it has is not known, so it is
   * told of all that are not its own.
   */
  void look(RegionSync sync) {
    Region row = ledger.region(sync.region()).orElseThrow();
    if (!row.doubted() || !ledger.store().feed(row.id(), sync.feedCursor(), 1).isEmpty()) {
      return;
    }
    int own = ledger.registry().ownedBy(row.id());
    if (sync.health().devices() > own) {
      LOG.warn(
          "region {} serves {} devices and owns {}: it is told which are not its own",
          row.id(),
          sync.health().devices(),
          own);
      gone(row.id(), ids(device -> !device.region().equals(Optional.of(row.id()))));
    }
    Region told = ledger.region(row.id()).orElseThrow();
    ledger.commit(new Commit.Builder().put(told.doubted(false)).build());
  }
}

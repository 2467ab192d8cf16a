package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.LastReport;
import dev.weir.global.store.Commit;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.trust.report.Chain;
import dev.weir.trust.report.Link;
import dev.weir.trust.report.Reports;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Devices' signed reports, as regions relay them. A device's row keeps the newest by its counter; a
 * late one joins those that are kept of the device, and a repeat changes nothing. A former owner
 * may relay what it took before the hand-over: the device's signature says that it is genuine. One
 * that can't be believed is dropped and counted; the region need not send it again.
 */
final class ReportIntake {
  private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);

  private final Ledger ledger;
  private long taken;
  private long refused;

  ReportIntake(Ledger ledger) {
    this.ledger = ledger;
  }

  void take(Commit.Builder commit, RegionId region, RelayedReport relayed, Instant now) {
    Optional<Device> device =
        commit
            .device(relayed.device())
            .or(() -> ledger.store().device(relayed.device()))
            .filter(row -> relayed.ownerEpoch() <= row.ownerEpoch())
            .filter(row -> hasOwned(region, row));
    if (device.isEmpty()) {
      refuse(region, relayed, "the region did not own the device in epoch " + relayed.ownerEpoch());
      return;
    }
    Reports.Checked checked =
        Reports.verify(relayed.report(), device.get().reportKey(), relayed.device());
    if (checked instanceof Reports.Verified verified) {
      keep(commit, device.get(), verified, now);
    } else {
      refuse(region, relayed, ((Reports.Refused) checked).why());
    }
  }

  /** A region's feed keeps an item about each device that it was ever told to serve. */
  private boolean hasOwned(RegionId region, Device device) {
    return device.region().equals(Optional.of(region))
        || ledger.store().feedNumber(region, Feeds.subject(device.id())) > 0;
  }

  private void keep(Commit.Builder commit, Device device, Reports.Verified verified, Instant now) {
    Optional<LastReport> last = device.last();
    Link link =
        last.map(before -> new Chain(before.report().counter(), Optional.of(before.own())))
            .orElse(Chain.START)
            .judge(verified);
    Report report = verified.report();
    switch (link) {
      case REPEAT -> {}
      case OLDER -> fileLate(commit, report);
      case FORK, GAP, FOLLOWS -> {
        taken++;
        int breaks = last.map(LastReport::breaks).orElse(0) + (link == Link.FOLLOWS ? 0 : 1);
        commit.add(new Commit.Filed(device.id(), report));
        commit.put(device.reported(new LastReport(report, verified.own(), now, breaks)));
      }
    }
  }

  /** Its own region was slower than the next one. */
  private void fileLate(Commit.Builder commit, Report report) {
    boolean isKnown =
        ledger.store().reportsOf(report.device()).stream()
            .anyMatch(kept -> kept.counter() == report.counter());
    if (!isKnown) {
      taken++;
      commit.add(new Commit.Filed(report.device(), report));
    }
  }

  private void refuse(RegionId region, RelayedReport relayed, String why) {
    refused++;
    LOG.warn("region {} relayed a report of {} that is refused: {}", region, relayed.device(), why);
  }

  long taken() {
    return taken;
  }

  long refused() {
    return refused;
  }
}

package dev.weir.global.drive;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The fleet at a glance, and what happened in it lately. */
final class OverviewCalls {
  private static final int LATELY = 50;

  private final Ledger ledger;

  OverviewCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The census has the largest kinds, as many as a message holds. */
  Overview overview() {
    List<CensusRow> census = ledger.registry().census();
    return new Overview(
        ledger.registry().size(),
        (int) sum(RegionHealth::online),
        census.subList(0, Math.min(census.size(), Limits.LIST)),
        sum(RegionHealth::readings),
        sum(RegionHealth::readingsDropped),
        newestBelow(Long.MAX_VALUE, LATELY));
  }

  private long sum(ToLongFunction<RegionHealth> part) {
    return ledger.regions().stream()
        .map(Region::health)
        .flatMap(Optional::stream)
        .mapToLong(part)
        .sum();
  }

  /**
   * What happened, newest first.
   *
   * @param below the number of the last one of the page before
   */
  ChangePage changes(long below, int limit) {
    List<Change> items = newestBelow(below, limit);
    boolean isLast =
        items.size() < limit
            || items.get(items.size() - 1).number() == ledger.changes().iterator().next().number();
    return new ChangePage(items, isLast ? Optional.empty() : Optional.of(last(items)));
  }

  private static String last(List<Change> items) {
    return Long.toString(items.get(items.size() - 1).number());
  }

  private List<Change> newestBelow(long below, int limit) {
    List<Change> all = new ArrayList<>(ledger.changes());
    Collections.reverse(all);
    return all.stream().filter(change -> change.number() < below).limit(limit).toList();
  }
}

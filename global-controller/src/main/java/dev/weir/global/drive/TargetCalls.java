package dev.weir.global.drive;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.QueryKind;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Pages of a rollout's targets over all regions: region by region, within one by device. The
 * regions that are left are asked at once, since each answer takes the time between two of its
 * syncs; what does not fit into the page is asked for again with the next.
 */
final class TargetCalls {
  private static final char BREAK = '/';

  private final Ledger ledger;
  private final Asking asking;

  TargetCalls(Ledger ledger, Asking asking) {
    this.ledger = ledger;
    this.asking = asking;
  }

  /**
   * What is asked for.
   *
   * @param region absent: every region
   * @param cursor of the page before; empty: from the start
   */
  record Wanted(
      RolloutId rollout,
      Optional<Integer> wave,
      Optional<TargetState> state,
      Optional<RegionId> region,
      String cursor,
      int limit) {}

  /** Where a page begins: in this region, behind this device. */
  private record Place(RegionId region, Optional<DeviceId> device) {
    static Place parse(String cursor) {
      int at = cursor.indexOf(BREAK);
      if (at < 0) {
        throw new IllegalArgumentException("cursor must be the next of the page before");
      }
      String device = cursor.substring(at + 1);
      return new Place(
          RegionId.of(cursor.substring(0, at)),
          device.isEmpty() ? Optional.empty() : Optional.of(DeviceId.of(device)));
    }

    String text() {
      return region.text() + BREAK + device.map(DeviceId::text).orElse("");
    }
  }

  void ask(Wanted wanted, CompletableFuture<Reply<TargetPage>> reply) {
    Optional<Place> from;
    try {
      from =
          wanted.cursor().isEmpty() ? Optional.empty() : Optional.of(Place.parse(wanted.cursor()));
    } catch (IllegalArgumentException e) {
      reply.complete(Reply.refused(Code.MALFORMED, String.valueOf(e.getMessage())));
      return;
    }
    if (ledger.rollout(wanted.rollout()).isEmpty()) {
      reply.complete(Reply.refused(Code.NOT_FOUND, "there is no rollout " + wanted.rollout()));
      return;
    }
    List<RegionId> regions =
        ledger.regions().stream()
            .map(Region::id)
            .filter(id -> wanted.region().map(id::equals).orElse(true))
            .filter(id -> from.isEmpty() || id.compareTo(from.get().region()) >= 0)
            .toList();
    List<RegionId> able =
        regions.stream().filter(id -> asking.understands(id, QueryKind.TARGETS)).toList();
    if (able.isEmpty() && !regions.isEmpty()) {
      reply.complete(Asking.tooOld(regions.get(0)));
      return;
    }
    new Round(wanted, from, regions, reply).ask(able);
  }

  /** One page in the making. */
  private final class Round {
    private final Wanted wanted;
    private final Optional<Place> from;
    private final List<RegionId> regions;
    private final CompletableFuture<Reply<TargetPage>> reply;
    private final SortedMap<RegionId, TargetPage> pages = new TreeMap<>();
    private int awaited;

    Round(
        Wanted wanted,
        Optional<Place> from,
        List<RegionId> regions,
        CompletableFuture<Reply<TargetPage>> reply) {
      this.wanted = wanted;
      this.from = from;
      this.regions = regions;
      this.reply = reply;
    }

    void ask(List<RegionId> able) {
      awaited = able.size();
      for (RegionId region : able) {
        asking.ask(
            region,
            number -> Query.targets(number, wanted.rollout(), of(region)),
            Answer::targets,
            answer -> take(region, answer));
      }
      if (able.isEmpty()) {
        finish();
      }
    }

    private TargetsAsk of(RegionId region) {
      Optional<DeviceId> after =
          from.filter(place -> place.region().equals(region)).flatMap(Place::device);
      return new TargetsAsk(wanted.wave(), wanted.state(), after, wanted.limit());
    }

    private void take(RegionId region, Reply<TargetPage> answer) {
      if (answer instanceof Reply.Done<TargetPage> done) {
        pages.put(region, done.value());
      }
      awaited--;
      if (awaited == 0) {
        finish();
      }
    }

    private void finish() {
      List<Target> items = new ArrayList<>();
      List<RegionId> missing = new ArrayList<>();
      Optional<Place> next = Optional.empty();
      for (RegionId region : regions) {
        if (items.size() == wanted.limit()) {
          next = next.or(() -> Optional.of(new Place(region, Optional.empty())));
          break;
        }
        TargetPage page = pages.get(region);
        if (page == null) {
          missing.add(region);
          continue;
        }
        int room = wanted.limit() - items.size();
        items.addAll(page.items().subList(0, Math.min(room, page.items().size())));
        if (page.items().size() > room || page.next().isPresent()) {
          next = Optional.of(new Place(region, Optional.of(items.get(items.size() - 1).device())));
          break;
        }
      }
      reply.complete(Reply.done(new TargetPage(items, next.map(Place::text), missing)));
    }
  }
}

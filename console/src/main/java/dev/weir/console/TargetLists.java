package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.console.show.Standing;
import dev.weir.console.show.TargetChoice;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Pages of targets in one state or several: those in the first, then those in the next. All that
 * are left are asked at once, since regions take their time.
 */
final class TargetLists {
  private static final int PAGE = 50;
  private static final char BREAK = '.';

  private TargetLists() {}

  /** Where a page begins: in this state, behind this cursor. */
  private record Place(int state, String cursor) {
    static Optional<Place> parse(String text, int states) {
      if (text.isEmpty()) {
        return Optional.of(new Place(0, ""));
      }
      int at = text.indexOf(BREAK);
      String number = at < 0 ? "" : text.substring(0, at);
      return number.matches("[0-9]") && Integer.parseInt(number) < states
          ? Optional.of(new Place(Integer.parseInt(number), text.substring(at + 1)))
          : Optional.empty();
    }

    String text() {
      return state + String.valueOf(BREAK) + cursor;
    }
  }

  static CompletableFuture<Reply<TargetPage>> page(
      CommonFleet fleet, RolloutId rollout, TargetChoice choice) {
    List<Optional<TargetState>> states = Standing.states(choice.standing());
    Optional<Place> from = Place.parse(choice.cursor(), states.size());
    if (from.isEmpty()) {
      return CompletableFuture.completedFuture(
          Reply.refused(Code.MALFORMED, "cursor: must be of the page before"));
    }
    CompletableFuture<Reply<List<TargetPage>>> pages =
        CompletableFuture.completedFuture(Reply.done(List.of()));
    for (int i = from.get().state(); i < states.size(); i++) {
      String cursor = i == from.get().state() ? from.get().cursor() : "";
      TargetAsk ask = new TargetAsk(choice.wave(), states.get(i), choice.region(), cursor, PAGE);
      pages = Replies.both(pages, fleet.targets(rollout, ask), TargetLists::with);
    }
    return pages.thenApply(reply -> reply.map(all -> joined(all, from.get().state())));
  }

  private static List<TargetPage> with(List<TargetPage> before, TargetPage next) {
    List<TargetPage> all = new ArrayList<>(before);
    all.add(next);
    return all;
  }

  /** Whole pages as far as they fit, at least the first. */
  private static TargetPage joined(List<TargetPage> pages, int first) {
    List<Target> items = new ArrayList<>();
    SortedSet<RegionId> missing = new TreeSet<>();
    Optional<Place> next = Optional.empty();
    for (int i = 0; i < pages.size() && next.isEmpty(); i++) {
      TargetPage page = pages.get(i);
      if (i > 0 && items.size() + page.items().size() > PAGE) {
        next = Optional.of(new Place(first + i, ""));
      } else {
        int state = first + i;
        items.addAll(page.items());
        missing.addAll(page.missing());
        next = page.next().map(cursor -> new Place(state, cursor));
      }
    }
    return new TargetPage(items, next.map(Place::text), List.copyOf(missing));
  }
}

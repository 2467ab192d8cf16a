package dev.weir.global.drive;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.QueryKind;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Questions that stand in the regions' pages until they are answered. They are not stored: who
 * asked asks again after a restart, under a number that nobody used before.
 */
final class Questions {
  private final RandomGenerator random;
  private final Map<Long, Standing> standing = new LinkedHashMap<>();

  private record Standing(RegionId region, Query query, BiConsumer<RegionId, Answer> taker) {}

  Questions(RandomGenerator random) {
    this.random = random;
  }

  /** Asks; gives the question's number. */
  long ask(RegionId region, LongFunction<Query> query, BiConsumer<RegionId, Answer> taker) {
    long id = random.nextLong(1, Long.MAX_VALUE);
    standing.put(id, new Standing(region, query.apply(id), taker));
    return id;
  }

  void withdraw(long id) {
    standing.remove(id);
  }

  /** A repeated answer, one to a question of long ago and one by another region do nothing. */
  void answered(RegionId region, Answer answer) {
    Standing asked = standing.get(answer.id());
    if (asked != null && asked.region().equals(region)) {
      standing.remove(answer.id());
      asked.taker().accept(region, answer);
    }
  }

  /**
   * What stands in a region's next page.
   *
   * @param caughtUp it has the whole feed; before that it does not know all of its devices, and its
   *     ranks would be those of a part
   */
  List<Query> of(RegionId region, boolean caughtUp) {
    List<Query> queries = new ArrayList<>();
    for (Standing asked : standing.values()) {
      boolean ready = caughtUp || asked.query().kind() != QueryKind.RANKS;
      if (ready && asked.region().equals(region) && queries.size() < Limits.LABELS) {
        queries.add(asked.query());
      }
    }
    return List.copyOf(queries);
  }
}

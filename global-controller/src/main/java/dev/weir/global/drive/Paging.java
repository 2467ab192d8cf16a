package dev.weir.global.drive;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.wire.Codec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pages of a list that stands in memory, in its order. A cursor is the id of the last item before.
 */
final class Paging {
  private Paging() {}

  /**
   * One page.
   *
   * @param next cursor of the next page; empty where this is the last
   */
  record Page<V>(List<V> items, Optional<String> next) {}

  /**
   * The items after a cursor, at most so many and as many as fit into an answer.
   *
   * @param cursor empty: from the start
   * @param id of a row, for cursors
   * @param view a row as it is answered
   */
  static <R, V> Reply<Page<V>> page(
      List<R> rows,
      String cursor,
      int limit,
      Function<R, String> id,
      Codec<V> codec,
      Function<R, V> view) {
    List<String> ids = rows.stream().map(id).toList();
    int from = cursor.isEmpty() ? 0 : ids.indexOf(cursor) + 1;
    if (from == 0 && !cursor.isEmpty()) {
      return Reply.refused(
          Code.MALFORMED,
          "cursor: there is no \"" + cursor + "\" here; take next of the page before");
    }
    List<V> views =
        rows.subList(from, Math.min(rows.size(), from + limit)).stream().map(view).toList();
    List<V> items = Fitting.first(codec, views);
    int to = from + items.size();
    return Reply.done(
        new Page<>(items, to < rows.size() ? Optional.of(ids.get(to - 1)) : Optional.empty()));
  }
}

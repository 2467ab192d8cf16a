package dev.weir.cli.api;

import dev.weir.protocol.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists that come page by page, each naming the next. */
final class Pages {
  /** Items that are asked for at a time. */
  static final int SIZE = 500;

  private final Calls calls;

  Pages(Calls calls) {
    this.calls = calls;
  }

  /**
   * A kind of page.
   *
   * @param next cursor of the page after it
   * @param make a page of these items
   */
  record Kind<P, T>(
      Codec<P> codec,
      Function<P, List<T>> items,
      Function<P, Optional<String>> next,
      BiFunction<List<T>, Optional<String>, P> make) {}

  /**
   * All pages as one.
   *
   * @param query further parameters, each with an ampersand before it
   * @param limit at most so many items; where there are more, the result names the next page
   */
  <P, T> Reply<P> of(String path, String query, int limit, Kind<P, T> kind) {
    List<T> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      String from = cursor.map(text -> "&cursor=" + Calls.encoded(text)).orElse("");
      int size = Math.min(SIZE, limit - found.size());
      Reply<P> reply = calls.get(path + "?limit=" + size + query + from, kind.codec());
      if (!(reply instanceof Reply.Done<P> page)) {
        return reply;
      }
      // Few may match a filter, so a page may be empty and go on; its cursor must move.
      Optional<String> next = kind.next().apply(page.value());
      if (next.isPresent() && next.equals(cursor)) {
        throw new NoAnswer(path + ": global answers the same page again and again");
      }
      found.addAll(kind.items().apply(page.value()));
      cursor = next;
    } while (cursor.isPresent() && found.size() < limit);
    return new Reply.Done<>(kind.make().apply(List.copyOf(found), cursor), "");
  }
}

package dev.weir.global.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static Reply<Paging.Page<Reason>> page(List<String> rows, String cursor, int limit) {
    return Paging.page(rows, cursor, limit, row -> row, Reason.CODEC, Reason::new);
  }

  private static Paging.Page<Reason> done(Reply<Paging.Page<Reason>> reply) {
    return ((Reply.Done<Paging.Page<Reason>>) reply).value();
  }

  @Test
  void pagesHoldEachItemOnce() {
    List<String> rows = List.of("e", "d", "c", "b", "a");
    List<String> found = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    int pages = 0;
    while (cursor.isPresent()) {
      Paging.Page<Reason> page = done(page(rows, cursor.get(), 2));
      page.items().forEach(item -> found.add(item.reason()));
      cursor = page.next();
      pages++;
    }
    assertThat(found).isEqualTo(rows);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void theLastPageNamesNoNext() {
    assertThat(done(page(List.of("b", "a"), "", 2)).next()).isEmpty();
    assertThat(done(page(List.of("b", "a"), "a", 2)).items()).isEmpty();
    assertThat(done(page(List.of(), "", 2)).next()).isEmpty();
  }

  @Test
  void aRowThatCameInFrontMovesNothing() {
    assertThat(done(page(List.of("new", "c", "b", "a"), "b", 2)).items())
        .containsExactly(new Reason("a"));
  }

  @Test
  void aCursorOfNoPageIsRefused() {
    Reply<Paging.Page<Reason>> reply = page(List.of("a"), "gone", 2);
    assertThat(((Reply.Refused<Paging.Page<Reason>>) reply).code()).isEqualTo(Code.MALFORMED);
    assertThat(((Reply.Refused<Paging.Page<Reason>>) reply).detail()).contains("gone");
  }

  @Test
  void aPageIsCutWhereAnAnswerIsFull() {
    List<String> rows =
        Stream.iterate(10_000, i -> i < 10_020, i -> i + 1)
            .map(i -> i + "x".repeat(300_000))
            .toList();
    Paging.Page<Reason> page = done(page(rows, "", 100));
    assertThat(page.items()).hasSizeBetween(10, 14);
    assertThat(page.next()).contains(page.items().get(page.items().size() - 1).reason());
  }
}

package dev.weir.global.feed;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.FeedItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedsTest {
  private static final FeedItem THREE = Feeds.item(3, device("a", NORTH).owned());
  private static final FeedItem FIVE = Feeds.item(5, device("b", NORTH).owned());

  @Test
  void numbersRiseByOneAndStandForTheNextItemThatIsThere() {
    assertThat(Feeds.page(List.of(THREE, FIVE), 1, 10))
        .containsExactly(Feeds.renumbered(THREE, 2), THREE, Feeds.renumbered(FIVE, 4), FIVE);
    assertThat(Feeds.page(List.of(FIVE), 4, 10)).containsExactly(FIVE);
    assertThat(Feeds.page(List.of(), 9, 10)).isEmpty();
  }

  @Test
  void aPageHasItsLimitAndTheNextGoesOnFromThere() {
    assertThat(Feeds.page(List.of(FIVE), 0, 3))
        .extracting(FeedItem::sequence)
        .containsExactly(1L, 2L, 3L);
    assertThat(Feeds.page(List.of(FIVE), 3, 3))
        .extracting(FeedItem::sequence)
        .containsExactly(4L, 5L);
  }
}

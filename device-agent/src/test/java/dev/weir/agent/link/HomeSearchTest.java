package dev.weir.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.link.HomeSearch.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeSearchTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BASE = Duration.ofSeconds(20);
  private static final Duration CAP = Duration.ofMinutes(15);
  private static final SearchSettings SETTINGS =
      new SearchSettings(3, PATIENCE, new Backoff(BASE, CAP));

  private Instant now = START;

  private HomeSearch begun(long seed) {
    now = START;
    return new HomeSearch(SETTINGS, new SplittableRandom(seed), now);
  }

  private HomeSearch in(State state) {
    HomeSearch search = begun(1);
    if (state == State.SERVED) {
      search.served();
    } else if (state == State.ASKS) {
      asks(search);
    }
    return search;
  }

  /** Time passes until it asks. */
  private void asks(HomeSearch search) {
    now = search.due().orElseThrow();
    assertThat(search.asks(now)).isTrue();
  }

  private void does(HomeSearch search, String event) {
    switch (event) {
      case "served" -> search.served();
      case "turned away" -> search.turnedAway(now);
      case "lost" -> search.lost(now);
      case "due" -> search.asks(now.plus(Duration.ofDays(1)));
      case "answered" -> search.answered(now);
      case "moved" -> search.moved(now);
      default -> throw new IllegalArgumentException(event);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SERVED, served, SERVED",
    "SERVED, turned away, DOUBTS",
    "SERVED, lost, DOUBTS",
    "SERVED, due, SERVED",
    "SERVED, answered, SERVED",
    "DOUBTS, served, SERVED",
    "DOUBTS, turned away, DOUBTS",
    "DOUBTS, lost, DOUBTS",
    "DOUBTS, due, ASKS",
    "DOUBTS, answered, DOUBTS",
    "ASKS, served, SERVED",
    "ASKS, turned away, ASKS",
    "ASKS, lost, ASKS",
    "ASKS, due, ASKS",
    "ASKS, answered, DOUBTS",
    "ASKS, moved, DOUBTS",
  })
  void theTable(State from, String event, State to) {
    HomeSearch search = in(from);
    does(search, event);
    assertThat(search.state()).isEqualTo(to);
    assertThat(search.due().isPresent()).isEqualTo(to == State.DOUBTS);
  }

  /** What is waited from now on until the next question, over many devices. */
  private List<Duration> waits(Consumer<HomeSearch> story) {
    List<Duration> waits = new ArrayList<>();
    for (int seed = 0; seed < 500; seed++) {
      HomeSearch search = begun(seed);
      story.accept(search);
      waits.add(Duration.between(now, search.due().orElseThrow()));
    }
    waits.sort(null);
    return waits;
  }

  private static void assertFills(List<Duration> waits, Duration from, Duration to) {
    Duration tenth = to.minus(from).dividedBy(10);
    assertThat(waits.get(0)).isBetween(from, from.plus(tenth));
    assertThat(waits.get(waits.size() - 1)).isBetween(to.minus(tenth), to);
  }

  @Test
  void thoseThatLoseTheirRegionTogetherAskAtDifferentTimes() {
    assertFills(waits(search -> {}), PATIENCE, PATIENCE.multipliedBy(2));
    assertFills(
        waits(
            search -> {
              search.served();
              now = now.plus(Duration.ofDays(3));
              search.lost(now);
            }),
        PATIENCE,
        PATIENCE.multipliedBy(2));
  }

  @Test
  void beingLostAgainAndAgainPutsNothingOff() {
    HomeSearch search = begun(1);
    Instant due = search.due().orElseThrow();
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(1);
      search.lost(now);
    }
    assertThat(search.due()).contains(due);
  }

  @Test
  void thoseThatAreTurnedAwayThreeTimesInARowAskSoon() {
    assertFills(
        waits(
            search -> {
              search.served();
              search.turnedAway(now);
              search.turnedAway(now);
              assertThat(search.due().orElseThrow()).isAfterOrEqualTo(now.plus(PATIENCE));
              search.turnedAway(now);
            }),
        Duration.ZERO,
        BASE);
  }

  @Test
  void servedInBetweenTheyAreNotInARow() {
    HomeSearch search = begun(1);
    for (int i = 0; i < 10; i++) {
      search.turnedAway(now);
      search.turnedAway(now);
      search.served();
    }
    search.turnedAway(now);
    assertThat(search.due().orElseThrow()).isAfterOrEqualTo(now.plus(PATIENCE));
  }

  @Test
  void questionsGetRareWhileNothingChanges() {
    List<Duration> third =
        waits(
            search -> {
              for (int i = 0; i < 3; i++) {
                asks(search);
                search.answered(now);
              }
            });
    assertFills(third, Duration.ZERO, BASE.multipliedBy(8));
    List<Duration> twentieth =
        waits(
            search -> {
              for (int i = 0; i < 20; i++) {
                asks(search);
                search.turnedAway(now);
                search.answered(now);
                search.turnedAway(now);
              }
            });
    assertFills(twentieth, Duration.ZERO, CAP);
  }

  @Test
  void aServedDeviceBeginsAnew() {
    assertFills(
        waits(
            search -> {
              for (int i = 0; i < 20; i++) {
                asks(search);
                search.answered(now);
              }
              search.served();
              search.turnedAway(now);
              search.turnedAway(now);
              search.turnedAway(now);
            }),
        Duration.ZERO,
        BASE);
  }

  @Test
  void theNewHomeHasItsOwnChances() {
    HomeSearch search = begun(1);
    search.turnedAway(now);
    search.turnedAway(now);
    search.turnedAway(now);
    asks(search);
    search.moved(now);
    assertThat(search.turnedAway()).isZero();
    assertThat(search.due().orElseThrow()).isAfterOrEqualTo(now.plus(PATIENCE));
  }

  @Test
  void nothingIsAskedBeforeItIsDue() {
    HomeSearch search = begun(1);
    Instant due = search.due().orElseThrow();
    assertThat(search.asks(due.minusMillis(1))).isFalse();
    assertThat(search.state()).isEqualTo(State.DOUBTS);
    assertThat(search.asks(due)).isTrue();
    assertThat(search.asks(due.plusSeconds(1))).isFalse();
  }

  @Test
  void settingsWithoutPatienceAreRefused() {
    assertThatThrownBy(() -> new SearchSettings(3, Duration.ZERO, new Backoff(BASE, CAP)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SearchSettings(0, PATIENCE, new Backoff(BASE, CAP)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

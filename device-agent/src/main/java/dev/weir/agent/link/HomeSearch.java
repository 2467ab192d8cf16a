package dev.weir.agent.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether a device is served, and when it asks global where it belongs. Source: docs/protocol.md,
 * 6.7.
 *
 * <pre>
 *         | served | turned away         | lost       | due    | answered   | moved
 * --------+--------+---------------------+------------+--------+------------+-----------
 * SERVED  | SERVED | DOUBTS after p      | DOUBTS     |        |            |
 *         |        |                     | after p    |        |            |
 * DOUBTS  | SERVED | DOUBTS; the n-th in | DOUBTS     | ASKS   |            |
 *         |        | a row: after b      |            |        |            |
 * ASKS    | SERVED | ASKS                | ASKS       |        | DOUBTS     | DOUBTS
 *         |        |                     |            |        | after b    | after p
 * </pre>
 *
 * It is due after p, the patience, or after b, the backoff over the questions since it was served
 * last; of two, what comes first. An answer to a device that is served again comes too late.
 */
public final class HomeSearch {
  /** Where it stands. */
  public enum State {
    SERVED,
    DOUBTS,
    ASKS
  }

  private final SearchSettings settings;
  private final RandomGenerator chance;
  private State state = State.DOUBTS;
  private Instant due;
  private int turnedAway;
  private int asked;

  /** Of a device that has just been started: nobody serves it yet. */
  public HomeSearch(SearchSettings settings, RandomGenerator chance, Instant now) {
    this.settings = settings;
    this.chance = chance;
    this.due = now.plus(patience());
  }

  private Duration patience() {
    return settings.patience().plusMillis(chance.nextLong(settings.patience().toMillis() + 1));
  }

  public State state() {
    return state;
  }

  /** How often it was turned away since it was served last, or moved. */
  public int turnedAway() {
    return turnedAway;
  }

  /** When it asks; empty where it has no reason to, or waits for the answer. */
  public Optional<Instant> due() {
    return state == State.DOUBTS ? Optional.of(due) : Optional.empty();
  }

  /** Its region knows it. */
  public void served() {
    state = State.SERVED;
    turnedAway = 0;
    asked = 0;
  }

  /** Its region does not know it and asked for silence. */
  public void turnedAway(Instant now) {
    lost(now);
    turnedAway++;
    if (state == State.DOUBTS && turnedAway == settings.turnedAway()) {
      Instant soon = now.plus(settings.backoff().next(asked, chance));
      due = soon.isBefore(due) ? soon : due;
    }
  }

  /** There is no connection any more, or none could be made. */
  public void lost(Instant now) {
    if (state == State.SERVED) {
      state = State.DOUBTS;
      due = now.plus(patience());
    }
  }

  /** Whether it is to ask now; then it asks. */
  public boolean asks(Instant now) {
    if (state != State.DOUBTS || now.isBefore(due)) {
      return false;
    }
    state = State.ASKS;
    asked++;
    return true;
  }

  /** It stays where it is, for lack of another answer. */
  public void answered(Instant now) {
    if (state == State.ASKS) {
      state = State.DOUBTS;
      due = now.plus(settings.backoff().next(asked, chance));
    }
  }

  /** It has another home. */
  public void moved(Instant now) {
    state = State.DOUBTS;
    turnedAway = 0;
    due = now.plus(patience());
  }
}

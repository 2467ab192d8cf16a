package dev.weir.agent.spool;

import dev.weir.protocol.wire.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many packs may be sent now. Source: docs/protocol.md, 4.12 to 4.14.
 *
 * <pre>
 *             | opened | sent n        | acknowledged, credit c  | no answer
 * ------------+--------+---------------+-------------------------+------------------
 * credit      | 1      | unchanged     | c                       | unchanged
 * under way   | none   | n more        | those above the cursor  | none
 * goes on at  | oldest | after the n   | unchanged               | oldest
 * </pre>
 */
public final class Window {
  private final Deque<Long> underWay = new ArrayDeque<>();
  private int credit = 1;
  private long newest;

  /** A connection was opened. */
  public void opened() {
    credit = 1;
    restart();
  }

  /** What was sent is taken for lost. */
  public void restart() {
    underWay.clear();
    newest = 0;
  }

  /** Packs above this one are to be sent next. */
  public long newest() {
    return newest;
  }

  /**
   * How many packs may be sent now, 0 to 15.
   *
   * @param asking at credit zero one pack is sent to ask for more
   */
  public int room(boolean asking) {
    int allowed = Math.max(asking ? 1 : 0, credit);
    return Math.min(Limits.PACKS, Math.max(0, allowed - underWay.size()));
  }

  public void sent(List<SpoolRow> rows) {
    for (SpoolRow row : rows) {
      underWay.add(row.sequence());
      newest = row.sequence();
    }
  }

  /** The region has what is up to the cursor. */
  public void heard(long cursor, int newCredit) {
    credit = newCredit;
    underWay.removeIf(sequence -> sequence <= cursor);
  }

  /** Whether nothing is under way. */
  public boolean isIdle() {
    return underWay.isEmpty();
  }
}

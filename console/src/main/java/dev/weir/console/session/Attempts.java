package dev.weir.console.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a wrong token may be shown: {@link #MOST} times from one address, and then once more
 * for each {@link #PAUSE} that passed. Remembers {@link #ADDRESSES} addresses, the latest.
 */
public final class Attempts {
  public static final int MOST = 10;
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private static final int ADDRESSES = 1024;

  /** Until when each address is in debt: every failure adds a pause. */
  private final Map<String, Instant> debts = new LinkedHashMap<>();

  /** Whether this address may try now. */
  public synchronized boolean mayTry(String address, Instant now) {
    Instant debt = debts.getOrDefault(address, now);
    return Duration.between(now, debt).compareTo(PAUSE.multipliedBy(MOST - 1)) <= 0;
  }

  /** A wrong token was shown. */
  public synchronized void failed(String address, Instant now) {
    Instant debt = debts.remove(address);
    if (debts.size() >= ADDRESSES) {
      debts.remove(debts.keySet().iterator().next());
    }
    debts.put(address, (debt == null || debt.isBefore(now) ? now : debt).plus(PAUSE));
  }
}

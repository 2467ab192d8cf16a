package dev.weir.region.drive;

import java.time.Duration;

/** How long to wait before the same thing is tried again: twice as long each time. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);

  private final Duration longest;
  private Duration next = FIRST;

  Backoff(Duration longest) {
    this.longest = longest;
  }

  Duration next() {
    Duration now = next;
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(longest) > 0 ? longest : twice;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}

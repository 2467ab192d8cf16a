package dev.weir.global.drive;

import dev.weir.protocol.channel.Loop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as it is stored and sent: whole milliseconds. */
final class Clocks {
  private Clocks() {}

  static Instant now(Loop loop) {
    return loop.now().truncatedTo(ChronoUnit.MILLIS);
  }
}

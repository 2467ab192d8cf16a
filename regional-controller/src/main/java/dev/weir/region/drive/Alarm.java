package dev.weir.region.drive;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One time at which something is due; another one takes its place. */
final class Alarm {
  private final Loop loop;
  private final Runnable task;
  private Optional<Set> set = Optional.empty();

  private record Set(Instant at, Loop.Timer timer) {}

  Alarm(Loop loop, Runnable task) {
    this.loop = loop;
    this.task = task;
  }

  void set(Instant now, Instant at) {
    if (set.isPresent() && set.get().at().equals(at)) {
      return;
    }
    cancel();
    Duration delay = Duration.between(now, at);
    Loop.Timer timer = loop.after(delay.isNegative() ? Duration.ZERO : delay, this::ring);
    set = Optional.of(new Set(at, timer));
  }

  private void ring() {
    set = Optional.empty();
    task.run();
  }

  void cancel() {
    set.ifPresent(before -> before.timer().cancel());
    set = Optional.empty();
  }
}

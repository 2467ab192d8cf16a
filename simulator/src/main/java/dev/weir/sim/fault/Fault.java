package dev.weir.sim.fault;

import java.time.Duration;

/** Something that goes wrong at a time, counted from the world's start. */
public sealed interface Fault {
  Duration at();

  /** A node loses its power for a while. */
  record Crash(Duration at, String node, Duration downtime) implements Fault {}

  /** A node dies at one of its next commits: right before it is durable, or right after. */
  record Fuse(Duration at, String node, int commits, boolean after) implements Fault {}

  /** A link carries nothing for a while. */
  record Cut(Duration at, String link, Duration lasts) implements Fault {}

  /** All links lose, repeat and delay. */
  record Storm(Duration at, Duration lasts) implements Fault {}

  /** A node's clock is wrong for a while. */
  record Skew(Duration at, String node, Duration by, Duration lasts) implements Fault {}
}

package dev.weir.sim.fleet;

import dev.weir.sim.check.Invariant;
import dev.weir.sim.check.Violation;
import dev.weir.sim.disk.Fuse;
import dev.weir.sim.disk.Killed;
import dev.weir.sim.kernel.SimLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** One node: what outlives its crashes, and what is made anew at each start. */
abstract class Node {
  final World world;
  final String name;
  final Fuse fuse;
  final RandomGenerator chance;
  private final Duration pace;
  private SimLoop loop;
  private Duration skew = Duration.ZERO;
  private boolean up;
  private int starts;

  Node(World world, String name, Duration pace) {
    this.world = world;
    this.name = name;
    this.pace = pace;
    this.fuse = new Fuse(name, world.trace());
    this.chance = world.chance().of(name);
    this.loop = newLoop();
  }

  private SimLoop newLoop() {
    return new SimLoop(world.kernel(), skew, pace, this::trouble);
  }

  SimLoop loop() {
    return loop;
  }

  boolean isUp() {
    return up;
  }

  /** How often it was started. */
  int starts() {
    return starts;
  }

  Instant clock() {
    return world.kernel().now().plus(skew);
  }

  void skew(Duration other) {
    skew = other;
    loop.skew(other);
  }

  /** Starts; does nothing where it runs. */
  final void start() {
    if (!up) {
      up = true;
      starts++;
      world.trace().say(name + " starts");
      loop = newLoop();
      loop.run(this::boot);
    }
  }

  /** Loses its power, and gets it back after a while; does nothing where it is down. */
  final void crash(Duration downtime) {
    if (up) {
      up = false;
      world.trace().say(name + " crashes");
      fuse.putOut();
      loop.end();
      died();
      world.kernel().after(downtime, this::start);
    }
  }

  private void trouble(Throwable trouble) {
    if (trouble instanceof Violation violation) {
      throw violation;
    }
    if (!(trouble instanceof Killed)) {
      throw new Violation(Invariant.NO_TROUBLE, trouble);
    }
    crash(Duration.ofMillis(200 + chance.nextInt(20_000)));
  }

  /** Makes the node's parts and sets them to work. */
  abstract void boot();

  /** What a loss of power does besides. */
  abstract void died();
}

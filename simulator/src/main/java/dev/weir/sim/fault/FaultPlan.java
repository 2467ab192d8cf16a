package dev.weir.sim.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws what goes wrong in a stretch of time. */
public final class FaultPlan {
  private final RandomGenerator chance;
  private final Duration from;
  private final Duration length;
  private final List<Fault> faults = new ArrayList<>();

  /** Nothing goes wrong yet. */
  public FaultPlan(RandomGenerator chance, Duration from, Duration length) {
    this.chance = chance;
    this.from = from;
    this.length = length;
  }

  public FaultPlan crashes(int count, List<String> nodes) {
    for (int i = 0; i < count; i++) {
      faults.add(new Fault.Crash(time(), one(nodes), upTo(Duration.ofMinutes(2))));
    }
    return this;
  }

  public FaultPlan fuses(int count, List<String> nodes) {
    for (int i = 0; i < count; i++) {
      faults.add(new Fault.Fuse(time(), one(nodes), 1 + chance.nextInt(6), chance.nextBoolean()));
    }
    return this;
  }

  public FaultPlan cuts(int count, List<String> links, Duration longest) {
    for (int i = 0; i < count; i++) {
      faults.add(new Fault.Cut(time(), one(links), upTo(longest)));
    }
    return this;
  }

  public FaultPlan storms(int count) {
    for (int i = 0; i < count; i++) {
      faults.add(new Fault.Storm(time(), upTo(Duration.ofMinutes(5))));
    }
    return this;
  }

  public FaultPlan skews(int count, List<String> nodes) {
    for (int i = 0; i < count; i++) {
      Duration by = Duration.ofSeconds(chance.nextInt(240) - 120);
      faults.add(new Fault.Skew(time(), one(nodes), by, upTo(Duration.ofMinutes(10))));
    }
    return this;
  }

  /** All that was drawn, in the order in which it happens. */
  public List<Fault> faults() {
    return faults.stream().sorted(Comparator.comparing(Fault::at)).toList();
  }

  private Duration time() {
    return from.plus(upTo(length));
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(1 + chance.nextLong(longest.toMillis()));
  }

  private String one(List<String> names) {
    return names.get(chance.nextInt(names.size()));
  }
}

package dev.weir.sim.network;

import dev.weir.sim.kernel.Chance;
import dev.weir.sim.kernel.Kernel;
import java.time.Duration;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** All links between nodes, by name. A message is whole or lost. */
public final class Network {
  private final Kernel kernel;
  private final RandomGenerator chance;
  private final TreeSet<String> cut = new TreeSet<>();
  private Weather weather = Weather.FAIR;
  private long sent;
  private long lost;

  public Network(Kernel kernel, Chance chance) {
    this.kernel = kernel;
    this.chance = chance.of("network");
  }

  public void weather(Weather other) {
    weather = other;
  }

  /** Parts a link until it is {@link #mend}ed. */
  public void cut(String link) {
    cut.add(link);
  }

  public void mend(String link) {
    cut.remove(link);
  }

  /** All links are whole and the weather is fair. */
  public void heal() {
    cut.clear();
    weather = Weather.FAIR;
  }

  public boolean isCut(String link) {
    return cut.contains(link);
  }

  /** Carries a message to its other end: perhaps, perhaps twice, some time. */
  public void carry(String link, Runnable arrival) {
    sent++;
    if (isCut(link) || happens(weather.loss())) {
      lost++;
      return;
    }
    arrive(link, arrival);
    if (happens(weather.repeat())) {
      arrive(link, arrival);
    }
  }

  private void arrive(String link, Runnable arrival) {
    kernel.after(
        delay(),
        () -> {
          if (isCut(link)) {
            lost++;
          } else {
            arrival.run();
          }
        });
  }

  /** Exactly once, after a link's delay: what an end finds out by itself. */
  public void later(Runnable arrival) {
    kernel.after(delay(), arrival);
  }

  private Duration delay() {
    long least = weather.least().toNanos();
    return Duration.ofNanos(least + chance.nextLong(weather.most().toNanos() - least + 1));
  }

  private boolean happens(double share) {
    return share > 0 && chance.nextDouble() < share;
  }

  public long sent() {
    return sent;
  }

  public long lost() {
    return lost;
  }
}

package dev.weir.global.partition;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.selector.Selector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which region should serve a device: the one that it is pinned to; else, of those that the first
 * residency rule names that matches it, the winner of the rendezvous; without such a rule, of all.
 * Only regions that have started take part, but a pin holds for any that has joined.
 */
public final class Partition {
  private final List<Rule> rules;
  private final NavigableSet<RegionId> joined = new TreeSet<>();
  private final List<Rendezvous.Candidate> started;

  private record Rule(Selector selector, List<Rendezvous.Candidate> eligible) {}

  /**
   * The rules and the regions as they are.
   *
   * @param rules with selectors that can be read
   */
  public Partition(List<ResidencyRule> rules, Collection<Region> regions) {
    regions.forEach(region -> joined.add(region.id()));
    this.started =
        regions.stream()
            .filter(Region::hasStarted)
            .map(region -> new Rendezvous.Candidate(region.id(), region.weight()))
            .toList();
    this.rules = rules.stream().map(this::rule).toList();
  }

  private Rule rule(ResidencyRule rule) {
    return new Rule(
        Selector.parse(rule.selector()),
        started.stream().filter(region -> rule.regions().contains(region.region())).toList());
  }

  /**
   * Empty where no region may serve it. A pin to a region that is not known does not count.
   *
   * @param attributes what selectors see
   */
  public Optional<RegionId> regionOf(
      DeviceId device, Optional<RegionId> pin, Map<String, String> attributes) {
    return pin.filter(joined::contains).or(() -> Rendezvous.winner(device, eligible(attributes)));
  }

  private List<Rendezvous.Candidate> eligible(Map<String, String> attributes) {
    for (Rule rule : rules) {
      if (rule.selector().matches(attributes)) {
        return rule.eligible();
      }
    }
    return started;
  }
}

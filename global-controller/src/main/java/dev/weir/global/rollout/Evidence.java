package dev.weir.global.rollout;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.WaveCounts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the regions' newest count vectors say about one rollout.
 *
 * @param regions newest vector of each region that has one
 * @param halted regions that halted it and knew the newest directive when they said so
 */
public record Evidence(SortedMap<RegionId, RolloutCounts> regions, List<RegionId> halted) {
  public static final Evidence NONE = new Evidence(new TreeMap<>(), List.of());

  /** The sum over all regions for one wave, from 0. */
  public WaveCounts wave(int wave) {
    return summed(wave, all().stream().filter(counts -> counts.wave() == wave).toList());
  }

  /** The sum over all regions and opened waves. */
  public WaveCounts total() {
    return summed(0, all());
  }

  Tally tally() {
    return Tally.of(all());
  }

  /** Who has how many failures, such as {@code north 2, south 1}. */
  String whereFailed(Optional<FailureClass> failure) {
    return regions.entrySet().stream()
        .map(region -> where(region.getKey(), region.getValue(), failure))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> where(
      RegionId region, RolloutCounts counts, Optional<FailureClass> failure) {
    int failed = Tally.of(counts.waves()).failed(failure);
    return failed == 0 ? Optional.empty() : Optional.of(region + " " + failed);
  }

  private List<WaveCounts> all() {
    return regions.values().stream().flatMap(counts -> counts.waves().stream()).toList();
  }

  private static WaveCounts summed(int wave, Collection<WaveCounts> parts) {
    List<FailureCount> failures =
        Tally.summed(parts.stream().flatMap(part -> part.failures().stream()).toList());
    return new WaveCounts(
        wave,
        parts.stream().mapToInt(WaveCounts::waiting).sum(),
        parts.stream().mapToInt(WaveCounts::unreached).sum(),
        parts.stream().mapToInt(WaveCounts::working).sum(),
        parts.stream().mapToInt(WaveCounts::switching).sum(),
        parts.stream().mapToInt(WaveCounts::committed).sum(),
        parts.stream().mapToInt(WaveCounts::silent).sum(),
        failures,
        parts.stream().mapToInt(WaveCounts::already).sum());
  }
}

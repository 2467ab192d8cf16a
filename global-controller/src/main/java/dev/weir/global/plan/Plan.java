package dev.weir.global.plan;

import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a rollout will do, from the registry as it is: targets and bytes of each wave in each
 * region. Each device is taken by the wave that its rank falls into; bytes to devices are those of
 * each one's smallest payload for the image that it reported last, or of the full one; bytes over
 * the WAN are each payload and the manifest, once a region, in the first wave that needs them.
 */
public final class Plan {
  private Plan() {}

  /**
   * The plan.
   *
   * @param deltas that many targets could take and that are not there yet
   */
  public static PlanView of(
      RolloutSpec spec, Targets found, Duration lease, List<DeltaJobView> deltas) {
    List<Target> targets = found.byRank();
    List<PlanRow> rows = new ArrayList<>();
    List<PlanGate> gates = new ArrayList<>();
    Map<RegionId, Set<Digest>> fetched = new TreeMap<>();
    int from = 0;
    for (WaveSpec wave : spec.waves()) {
      int to = Math.max(from, endOf(wave, targets));
      List<Target> joining = targets.subList(from, to);
      rows.addAll(rows(wave, joining, found.release().signedBytes(), fetched));
      gates.add(gate(wave, joining));
      from = to;
    }
    return new PlanView(
        spec,
        rows,
        gates,
        targets.size(),
        (int) targets.stream().filter(Target::already).count(),
        (int) targets.stream().filter(Target::refused).count(),
        List.copyOf(found.shared().keySet()),
        lease,
        found.fullBytes(),
        deltas);
  }

  private static int endOf(WaveSpec wave, List<Target> targets) {
    if (wave.count().isPresent()) {
      return Math.min(wave.count().get(), targets.size());
    }
    Rank open = wave.share().map(Rank::ofShare).orElse(Rank.HIGHEST);
    return (int) targets.stream().filter(target -> target.rank().isWithin(open)).count();
  }

  private static List<PlanRow> rows(
      WaveSpec wave, List<Target> joining, int manifestBytes, Map<RegionId, Set<Digest>> fetched) {
    Map<RegionId, List<Target>> byRegion = new TreeMap<>();
    for (Target target : joining) {
      byRegion.computeIfAbsent(target.region(), region -> new ArrayList<>()).add(target);
    }
    List<PlanRow> rows = new ArrayList<>();
    byRegion.forEach(
        (region, there) -> {
          long wan = fetched.containsKey(region) ? 0 : manifestBytes;
          Set<Digest> cached = fetched.computeIfAbsent(region, r -> new TreeSet<>());
          long toDevices = 0;
          for (Payload payload :
              there.stream().flatMap(target -> target.payload().stream()).toList()) {
            toDevices += payload.size();
            wan += cached.add(payload.digest()) ? payload.size() : 0;
          }
          rows.add(new PlanRow(wave.name(), region, there.size(), toDevices, wan));
        });
    return rows;
  }

  private static PlanGate gate(WaveSpec wave, List<Target> joining) {
    Gate gate = wave.gate();
    int already = (int) joining.stream().filter(Target::already).count();
    int canEnd = joining.size() - already;
    boolean meetable = gate.leastSample() <= canEnd;
    String detail =
        "needs "
            + gate.leastSample()
            + " ended targets; the wave has "
            + joining.size()
            + (already == 0 ? "" : ", " + already + " of them run the release already");
    return new PlanGate(wave.name(), meetable, detail);
  }
}

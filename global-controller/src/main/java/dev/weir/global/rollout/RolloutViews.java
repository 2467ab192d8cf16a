package dev.weir.global.rollout;

import dev.weir.global.fleet.Texts;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.RegionCountsView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollout as operators see it. */
public final class RolloutViews {
  private RolloutViews() {}

  /**
   * The rollout with the sums of the regions' newest counts.
   *
   * @param waitsFor why the next wave is not open yet; empty where nothing is waited for
   * @param deltas jobs for deltas that many of its targets could take
   */
  public static RolloutView of(
      Rollout rollout, Evidence evidence, String waitsFor, List<DeltaJobView> deltas) {
    List<WaveView> waves = new ArrayList<>();
    for (int i = 0; i < rollout.spec().waves().size(); i++) {
      waves.add(wave(rollout, i, evidence.wave(i), waitsFor));
    }
    List<RegionCountsView> regions = new ArrayList<>();
    evidence.regions().forEach((id, counts) -> regions.add(new RegionCountsView(id, counts)));
    WaveCounts total = evidence.total();
    return new RolloutView(
        rollout.spec(),
        rollout.state(),
        rollout.reason(),
        waves,
        regions,
        rollout.startedAt(),
        rollout.endedAt(),
        total.unreached() + total.working(),
        rollout.revision(),
        rollout.preparation().until(),
        rollout.preparation().outcome(),
        deltas);
  }

  private static WaveView wave(Rollout rollout, int index, WaveCounts counts, String waitsFor) {
    WaveSpec spec = rollout.spec().waves().get(index);
    if (index >= rollout.waves().size()) {
      boolean next = index == rollout.waves().size();
      String gate = next && !waitsFor.isEmpty() ? Texts.shortened(waitsFor) : "not open";
      return new WaveView(
          spec.name(), Optional.empty(), Optional.empty(), Optional.empty(), counts, gate, spec);
    }
    Wave wave = rollout.waves().get(index);
    return new WaveView(
        spec.name(),
        Optional.of(wave.open()),
        Optional.of(wave.openedAt()),
        wave.passedAt(),
        counts,
        Texts.shortened(Gates.text(spec.gate(), counts) + bake(wave, spec)),
        spec);
  }

  private static String bake(Wave wave, WaveSpec spec) {
    if (wave.passedAt().isPresent() || wave.holdsSince().isEmpty() || spec.gate().bake().isZero()) {
      return "";
    }
    return "; bakes until " + Amounts.time(wave.holdsSince().get().plus(spec.gate().bake()));
  }
}

package dev.weir.global.salvage;

import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.LastReport;
import dev.weir.global.rollout.Preparation;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Tally;
import dev.weir.global.rollout.Wave;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows made anew from what regions were told. */
public final class Relics {
  /** Of a report of which only what it says was kept: no signed report has this digest. */
  private static final Digest UNKNOWN = Bytes.EMPTY.digest();

  /** What a gate was is lost, and it has no wave behind it. */
  private static final Gate NO_GATE = new Gate(0, 0, Duration.ZERO);

  private static final int MILLION = 1_000_000;

  private Relics() {}

  /**
   * A device whose row is lost; its pin is lost too.
   *
   * @param reports its newest ones that are there, by their counter
   */
  public static Device device(
      RegionId region, DeviceOwned told, List<Report> reports, Instant now) {
    return new Device(
        told.device(),
        Optional.of(region),
        told.ownerEpoch(),
        told.site(),
        told.model(),
        told.hardware(),
        told.labels(),
        told.reportKey(),
        Optional.empty(),
        now,
        reports.isEmpty() ? Optional.empty() : Optional.of(last(reports.get(reports.size() - 1))));
  }

  private static LastReport last(Report report) {
    return new LastReport(report, UNKNOWN, report.at(), 0);
  }

  /**
   * A rollout whose row is lost: the waves that were open, with ranks, selector and limits. Its
   * further waves and its gates were told to nobody, so it is halted, or stays aborted.
   */
  public static Rollout rollout(Directive told, Instant now) {
    boolean isAborted = told.state() == RolloutState.ABORTED;
    return new Rollout(
        new RolloutSpec(
            told.rollout(),
            told.release(),
            told.selector(),
            waveSpecs(told.waves()),
            told.maxConcurrent(),
            told.startWithin(),
            told.deadlines(),
            told.abort(),
            Prepare.AT_ONCE,
            told.fallbackBytes()),
        isAborted ? RolloutState.ABORTED : RolloutState.HALTED,
        "its row was lost when the database was corrupt; the waves that were not open yet are"
            + " not known any more: abort it and start another, or resume what is open",
        told.waves().stream().map(rank -> Wave.opened(rank, now)).toList(),
        Tally.NONE,
        now,
        isAborted ? Optional.of(now) : Optional.empty(),
        isAborted ? told.revision() : Numbers.above(told.revision(), now),
        told.order(),
        0,
        Preparation.NONE);
  }

  private static List<WaveSpec> waveSpecs(List<Rank> open) {
    List<WaveSpec> specs = new ArrayList<>();
    for (Rank rank : open) {
      specs.add(
          new WaveSpec(
              "wave-" + (specs.size() + 1), Optional.of(share(rank)), Optional.empty(), NO_GATE));
    }
    return specs;
  }

  /** The share that a rank leaves open, in millionths. */
  private static int share(Rank rank) {
    long millionth = Rank.ofShare(1).bits();
    return (int) Math.max(1, Math.min(MILLION, Long.divideUnsigned(rank.bits(), millionth)));
  }
}

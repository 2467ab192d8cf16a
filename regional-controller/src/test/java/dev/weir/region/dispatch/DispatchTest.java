package dev.weir.region.dispatch;

import static dev.weir.region.Fixtures.START;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.DeviceReports;
import dev.weir.region.device.Devices;
import dev.weir.region.device.Fallback;
import dev.weir.region.device.FullImages;
import dev.weir.region.lease.Lease;
import dev.weir.region.presence.Presence;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispatchTest {
  private static final Lease LEASE = Lease.until(START.plus(Duration.ofDays(1)));
  private static final Rank RANK = new Rank(5);
  private static final Presence HERE = Presence.AWAY.connected("mqtt", true).greeted(0);

  private static DeviceRecord greeted() {
    ScriptedDevice pump = new ScriptedDevice(1);
    return Devices.hello(
            DeviceRecord.of(pump.owned()), pump.hello(), rollout -> Optional.empty(), START)
        .orElseThrow();
  }

  private static Candidate candidate(DeviceRecord device) {
    return new Candidate(device, HERE, RANK, true, Optional.of(Fixtures.ROLLOUT), FullImages.NONE);
  }

  private static Standing standing(Directive order) {
    return new Standing(order, Optional.empty(), Optional.empty(), 0, LEASE);
  }

  private static DeviceRecord dispatched() {
    return Devices.dispatched(greeted(), order().build(), false, START);
  }

  /** With its delta, and decided. */
  private static DeviceRecord failed(Fallback decided) {
    ScriptedDevice pump = new ScriptedDevice(1);
    pump.failsWithDelta(Fixtures.ROLLOUT, Fixtures.generation(1), FailureClass.CANNOT_APPLY);
    Bytes report = pump.entriesAbove(0).entries().get(0).body();
    Reports.Verified verified =
        (Reports.Verified) Reports.verify(report, pump.owned().reportKey(), pump.id);
    DeviceRecord record =
        DeviceReports.take(dispatched(), verified, r -> Optional.of(order().build()), START)
            .record();
    return Devices.fellBack(record, Fixtures.ROLLOUT, decided);
  }

  static Stream<Arguments> table() {
    Directive open = order().build();
    Candidate good = candidate(greeted());
    return Stream.of(
        Arguments.of(standing(open), good, "permitted"),
        Arguments.of(
            standing(open),
            new Candidate(good.device(), HERE, RANK, false, Optional.empty(), FullImages.NONE),
            "notTarget"),
        Arguments.of(standing(order().waves(new Rank(4)).build()), good, "aboveOpenRank"),
        Arguments.of(standing(order().waves().build()), good, "aboveOpenRank"),
        Arguments.of(standing(order().image(Fixtures.OLD_IMAGE).build()), good, "alreadyRuns"),
        Arguments.of(standing(open), candidate(dispatched()), "inProgress"),
        Arguments.of(
            standing(order().fallback(Fixtures.FULL).build()),
            new Candidate(
                failed(Fallback.NO_ROOM),
                HERE,
                RANK,
                true,
                Optional.of(Fixtures.ROLLOUT),
                FullImages.NONE.each(Fixtures.FULL).given()),
            "fallbackUsedUp"),
        Arguments.of(standing(open), candidate(failed(Fallback.FULL_IMAGE)), "permitted"),
        Arguments.of(
            standing(open),
            candidate(Devices.recalled(dispatched(), Fixtures.ROLLOUT)),
            "permitted"),
        Arguments.of(
            standing(open),
            new Candidate(
                good.device(),
                HERE,
                RANK,
                true,
                Optional.of(RolloutId.of("newer")),
                FullImages.NONE),
            "supersededBy"),
        Arguments.of(
            standing(open),
            new Candidate(
                good.device(), Presence.AWAY, RANK, true, Optional.empty(), FullImages.NONE),
            "offline"),
        Arguments.of(
            standing(open),
            new Candidate(
                good.device(),
                Presence.AWAY.connected("mqtt", true),
                RANK,
                true,
                Optional.empty(),
                FullImages.NONE),
            "offline"),
        Arguments.of(
            standing(open),
            new Candidate(
                good.device(),
                Presence.AWAY.connected("mqtt", true).greeted(3),
                RANK,
                true,
                Optional.empty(),
                FullImages.NONE),
            "catchingUp"),
        Arguments.of(
            standing(order().state(RolloutState.PREPARING).build()), good, "rolloutPreparing"),
        Arguments.of(standing(order().state(RolloutState.PAUSED).build()), good, "rolloutPaused"),
        Arguments.of(standing(order().state(RolloutState.HALTED).build()), good, "rolloutHalted"),
        Arguments.of(standing(order().state(RolloutState.ABORTED).build()), good, "rolloutAborted"),
        Arguments.of(standing(order().state(RolloutState.COMPLETED).build()), good, "permitted"),
        Arguments.of(
            new Standing(open, Optional.of("2 of 3"), Optional.empty(), 0, LEASE),
            good,
            "regionHalted"),
        Arguments.of(
            new Standing(open, Optional.empty(), Optional.empty(), 0, Lease.NONE),
            good,
            "leaseOver"),
        Arguments.of(
            new Standing(open, Optional.empty(), Optional.empty(), 0, Lease.until(START)),
            good,
            "leaseOver"),
        Arguments.of(
            new Standing(open, Optional.empty(), Optional.of("fetching"), 0, LEASE),
            good,
            "cacheNotReady"),
        Arguments.of(
            new Standing(order().permits(2).build(), Optional.empty(), Optional.empty(), 2, LEASE),
            good,
            "noPermitFree"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("table")
  void eachRuleBlocksWhereItShould(Standing standing, Candidate candidate, String rule) {
    Decision decision = Dispatch.decide(standing, candidate, START);
    if (decision instanceof Decision.Blocked blocked) {
      assertThat(blocked.rule().text()).isEqualTo(rule);
      assertThat(List.of(blocked.detail(), blocked.nextChange())).doesNotContain("");
    } else {
      assertThat(rule).isEqualTo("permitted");
    }
  }
}

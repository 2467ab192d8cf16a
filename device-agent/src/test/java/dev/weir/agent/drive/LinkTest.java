package dev.weir.agent.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.health.ProbeOutput;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.Uplink;
import dev.weir.trust.report.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent says to its region, and when. */
class LinkTest {
  private final World world = new World();

  private int waiting() {
    return world.disk.store.load().orElseThrow().outbox().size();
  }

  private List<Entries> entries() {
    return world.region.uplinks.stream()
        .filter(Entries.class::isInstance)
        .map(Entries.class::cast)
        .toList();
  }

  @Test
  void eachConnectionBeginsWithAHello() {
    world.start();
    world.run(Duration.ofSeconds(65));
    world.region.cut();
    int before = world.region.uplinks.size();
    world.run(Duration.ofMinutes(5));
    assertThat(world.region.uplinks.get(0)).isInstanceOf(Hello.class);
    assertThat(world.region.uplinks.get(before)).isInstanceOf(Hello.class);
    Hello hello = world.region.hellos.get(0);
    assertThat(hello.version()).isEqualTo(new Version("1.0"));
    assertThat(hello.image()).isEqualTo(Digest.of(World.SHIPPED));
    assertThat(hello.codecs())
        .containsExactly("XZ", "GDIFF_XZ", "MIXED", "BSDIFF", "VCDIFF", "MIXED_LZMA");
    assertThat(hello.lastSequence()).isEqualTo(1);
    assertThat(hello.transport()).isEqualTo("mqtt");
    assertThat(hello.slot()).isEqualTo("a");
    assertThat(hello.other()).isEmpty();
  }

  @Test
  void helloAndReportsSayWhichSlotRunsAndWhatTheOtherHolds() {
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 200_000))));
    world.run(Duration.ofMinutes(2));
    assertThat(world.last().slot()).isEqualTo("b");
    assertThat(world.last().other()).contains(new Version("1.0"));
    world.health = new ProbeOutput.Exited(1, "no");
    world.region.desire(Optional.of(Releases.full(world, 3, Releases.image(9, 200_000))));
    world.run(Duration.ofMinutes(2));
    assertThat(world.last().phase()).isEqualTo(UpdatePhase.REVERTED);
    assertThat(world.last().slot()).isEqualTo("b");
    assertThat(world.last().other()).contains(new Version("3.0"));
    assertThat(world.region.reports)
        .filteredOn(r -> r.phase() == UpdatePhase.INSTALLED)
        .as("what is being overwritten is not there any more")
        .allMatch(r -> r.other().isEmpty());
    world.kill(true);
    world.start();
    world.run(Duration.ofMinutes(2));
    Hello hello = world.region.hellos.get(world.region.hellos.size() - 1);
    assertThat(hello.slot()).isEqualTo("b");
    assertThat(hello.other()).contains(new Version("3.0"));
  }

  @Test
  void whatHappensOfflineIsToldInOrderAfterwards() {
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 200_000))));
    world.run(Duration.ofSeconds(2));
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL);
    world.region.cut();
    world.region.offline = true;
    world.run(Duration.ofHours(2));
    assertThat(world.running()).hasSize(200_000);
    assertThat(world.phases()).doesNotContain(UpdatePhase.COMMITTED);
    world.kill(true);
    world.region.offline = false;
    world.start();
    world.run(Duration.ofMinutes(3));
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL, UpdatePhase.COMMITTED);
    assertThat(world.region.links).containsOnly(Link.FOLLOWS);
    assertThat(world.region.heartbeats).hasSizeGreaterThanOrEqualTo(64);
    assertThat(waiting()).isZero();
  }

  @Test
  void offlineHeartbeatsAreBoundedAndReportsAreKept() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofHours(3));
    List<Entry> kept = world.disk.store.load().orElseThrow().outbox();
    assertThat(kept).filteredOn(e -> e.kind() == EntryKind.HEARTBEAT).hasSize(64);
    assertThat(kept.get(0).kind()).isEqualTo(EntryKind.REPORT);
    assertThat(kept.get(1).sequence()).isGreaterThan(400);
  }

  @Test
  void entriesAreSentAgainUntilTheyAreAcknowledged() {
    world.region.mute = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    assertThat(entries()).hasSizeBetween(4, 12);
    assertThat(entries()).allMatch(e -> e.entries().get(0).sequence() == 1);
    assertThat(waiting()).isPositive();
    world.region.mute = false;
    world.run(Duration.ofMinutes(2));
    assertThat(waiting()).isZero();
    assertThat(world.region.reports).hasSize(1);
  }

  @Test
  void aCursorOfAnotherStreamOrBeyondTheNewestDeletesNothing() {
    world.region.mute = true;
    world.start();
    world.run(Duration.ofSeconds(3));
    long stream = world.region.hellos.get(0).stream();
    int before = waiting();
    world.region.answer(stream + 1, 1, false, Duration.ZERO);
    world.region.answer(stream, 1000, false, Duration.ZERO);
    world.run(Duration.ofMillis(100));
    assertThat(waiting()).isEqualTo(before);
    world.region.answer(stream, 1, false, Duration.ZERO);
    world.run(Duration.ofMillis(100));
    assertThat(waiting()).isEqualTo(before - 1);
  }

  @Test
  void aRegionThatIsBusyIsLeftInPeace() {
    world.start();
    world.run(Duration.ofSeconds(5));
    long stream = world.region.hellos.get(0).stream();
    world.region.answer(stream, 0, true, Duration.ofMinutes(10));
    world.run(Duration.ofSeconds(1));
    int before = world.region.uplinks.size();
    world.run(Duration.ofMinutes(9));
    assertThat(world.region.uplinks).hasSize(before);
    world.run(Duration.ofMinutes(2));
    assertThat(world.region.uplinks).hasSizeGreaterThan(before);
    assertThat(waiting()).isZero();
  }

  @Test
  void silenceEndsWhereTheRegionSpeaksWithoutAskingForIt() {
    world.start();
    world.run(Duration.ofSeconds(5));
    long stream = world.region.hellos.get(0).stream();
    world.region.answer(stream, 0, true, Duration.ofMinutes(10));
    world.run(Duration.ofMinutes(1));
    int before = world.region.heartbeats.size();
    world.region.answer(stream, 0, true, Duration.ZERO);
    world.run(Duration.ofMinutes(1));
    assertThat(world.region.heartbeats).hasSizeGreaterThan(before + 2);
    assertThat(world.region.hellos).hasSize(2);
    assertThat(waiting()).isLessThan(2);
  }

  @Test
  void aRegionThatForgotTheDeviceHearsAHelloButNotTooOften() {
    world.start();
    world.run(Duration.ofMinutes(1));
    long stream = world.region.hellos.get(0).stream();
    for (int i = 0; i < 50; i++) {
      world.region.answer(stream, 1, true, Duration.ZERO);
      world.run(Duration.ofMillis(10));
    }
    assertThat(world.region.hellos).hasSize(2);
    world.run(Duration.ofSeconds(10));
    world.region.answer(stream, 1, true, Duration.ZERO);
    world.run(Duration.ofSeconds(1));
    assertThat(world.region.hellos).hasSize(3);
  }

  @Test
  void anUnreadableDownlinkIsIgnored() {
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.babble();
    world.run(Duration.ofMinutes(1));
    assertThat(world.driver().status().link().connected()).isTrue();
  }

  @Test
  void attemptsBecomeRareWhileThereIsNoRegion() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofHours(1));
    assertThat(world.region.attempts).isBetween(80, 250);
  }

  @Test
  void aStoppedAgentSaysGoodbyeAndNothingMore() {
    world.start();
    world.run(Duration.ofMinutes(1));
    world.driver().stop("SIGTERM");
    world.driver().stop("again");
    world.run(Duration.ofHours(1));
    assertThat(world.region.goodbyes).extracting(Goodbye::reason).containsExactly("SIGTERM");
    Uplink last = world.region.uplinks.get(world.region.uplinks.size() - 1);
    assertThat(last).isInstanceOf(Goodbye.class);
  }

  @Test
  void withTooManyReportsWaitingNothingNewIsAccepted() {
    LinkSettings link = world.settings.link();
    world.settings =
        world.settings.with(
            new LinkSettings(
                link.backoff(),
                link.resendAfter(),
                link.heartbeat(),
                link.maxSilence(),
                4,
                1,
                link.search()));
    world.region.mute = true;
    world.start();
    world.run(Duration.ofSeconds(3));
    long stream = world.region.hellos.get(0).stream();
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 1000))));
    world.region.answer(stream, 0, false, Duration.ZERO);
    world.run(Duration.ofSeconds(1));
    assertThat(world.phases()).isEmpty();
    assertThat(world.driver().status().phase()).isEmpty();
    world.region.mute = false;
    world.region.answer(stream, 1, false, Duration.ZERO);
    world.run(Duration.ofMinutes(2));
    assertThat(world.phases()).endsWith(UpdatePhase.COMMITTED);
  }

  @Test
  void heartbeatsSayHowFarTheDownloadIs() {
    world.settings =
        world
            .settings
            .with(world.settings.link().withHeartbeat(Duration.ofSeconds(1)))
            .with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 700_000))));
    world.run(Duration.ofSeconds(6));
    var beat = world.region.heartbeats.get(world.region.heartbeats.size() - 1);
    assertThat(beat.phase()).contains(UpdatePhase.DOWNLOADING);
    assertThat(beat.total()).isGreaterThan(700_000);
    assertThat(beat.offset()).isBetween(200_000L, 500_000L);
  }
}

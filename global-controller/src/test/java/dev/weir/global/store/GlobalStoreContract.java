package dev.weir.global.store;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.device;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.report;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.global.Samples;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Pair;
import dev.weir.global.feed.Directives;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class GlobalStoreContract {
  private GlobalStore store;

  /** Opens what the store before it left behind, if there was one. */
  protected abstract GlobalStore open();

  @BeforeEach
  void begin() {
    store = open();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = open();
  }

  private static Rollout rollout(String name, long order) {
    return Rollouts.started(
            spec(name, all("all", gate(1, Duration.ofMinutes(1)))), order, Samples.NOON)
        .nextVersion();
  }

  @Test
  void aNewStoreIsEmpty() {
    assertThat(store.regions()).isEmpty();
    assertThat(store.releases()).isEmpty();
    assertThat(store.rollouts()).isEmpty();
    assertThat(store.releaseKeys()).isEmpty();
    assertThat(store.counts()).isEmpty();
    assertThat(store.counters()).isEqualTo(Counters.NONE);
    assertThat(store.residency()).isEqualTo(Residency.NONE);
    assertThat(devices()).isEmpty();
    assertThat(store.changes()).isEmpty();
    assertThat(store.deltaJobs()).isEmpty();
    assertThat(store.feed(NORTH, 0, 10)).isEmpty();
    assertThat(store.feedNumber(NORTH, "rollout:r")).isZero();
    assertThat(store.token(Digest.of(new byte[0]))).isEmpty();
    assertThat(store.member("urn:weir:device:a")).isEmpty();
  }

  @Test
  void whatWasCommittedIsThereAfterwardsAndAfterOpeningAgain() {
    Region north = Region.joined(NORTH).withFeedEnd(3);
    Device pump = Samples.running(device("pump", NORTH), Samples.OLD_IMAGE);
    JoinToken token =
        new JoinToken(
            Digest.of(new byte[] {4}),
            MemberKind.DEVICE,
            Samples.NOON,
            Optional.of(NORTH),
            Optional.empty());
    Member member = new Member("urn:weir:device:pump", Digest.of(new byte[] {5}), "PEM");
    List<RolloutCounts> counts =
        List.of(
            new RolloutCounts(RolloutId.of("r"), List.of(Samples.counts(0, 1, 2, 3)), true),
            new RolloutCounts(RolloutId.of("a"), List.of(), false));
    Bytes key = Bytes.wrap(new byte[32]);
    Rollout rollout = rollout("r", 1);
    Residency residency =
        Residency.NONE.put(List.of(new ResidencyRule("eu", "ring=lab", List.of(NORTH))));
    store.commit(
        new Commit.Builder()
            .put(north)
            .put(pump)
            .put(token)
            .put(member)
            .put(new Commit.Vector(NORTH, counts))
            .addKey(key)
            .add(Samples.release("pump-2", 2))
            .put(rollout)
            .put(new Counters(5, 6))
            .put(residency)
            .build());
    for (int pass = 0; pass < 2; pass++) {
      assertThat(store.regions()).containsExactly(north);
      assertThat(store.device(pump.id())).contains(pump);
      assertThat(store.token(token.hash())).contains(token);
      assertThat(store.member(member.uri())).contains(member);
      assertThat(store.counts().get(NORTH)).isEqualTo(counts);
      assertThat(store.releaseKeys()).containsExactly(key);
      assertThat(store.releases()).containsExactly(Samples.release("pump-2", 2));
      assertThat(store.rollouts()).containsExactly(rollout);
      assertThat(store.counters()).isEqualTo(new Counters(5, 6));
      assertThat(store.residency()).isEqualTo(residency);
      reopen();
    }
  }

  @Test
  void aRowReplacesTheOneWithItsKey() {
    store.commit(new Commit.Builder().put(device("pump", NORTH)).build());
    Device moved = device("pump", NORTH).ownedBy(Optional.of(SOUTH), 2);
    store.commit(new Commit.Builder().put(moved).build());
    assertThat(devices()).containsExactly(moved);
    Device unserved = moved.ownedBy(Optional.empty(), 3);
    store.commit(new Commit.Builder().put(unserved).build());
    assertThat(devices()).containsExactly(unserved);
  }

  @Test
  void aVectorReplacesTheWholeOneBefore() {
    RolloutCounts old = new RolloutCounts(RolloutId.of("old"), List.of(), false);
    RolloutCounts next = new RolloutCounts(RolloutId.of("new"), List.of(), false);
    store.commit(new Commit.Builder().put(new Commit.Vector(NORTH, List.of(old, next))).build());
    store.commit(new Commit.Builder().put(new Commit.Vector(NORTH, List.of(next))).build());
    reopen();
    assertThat(store.counts().get(NORTH)).containsExactly(next);
  }

  @Test
  void devicesComeByTheTextOfTheirIdOrAsAskedFor() {
    Commit.Builder commit = new Commit.Builder();
    for (String name : List.of("c", "acme~b", "a", "b")) {
      commit.put(device(name, NORTH));
    }
    store.commit(commit.build());
    assertThat(ids(devices())).containsExactly("a", "acme~b", "b", "c");
    List<DeviceId> wanted = List.of(DeviceId.of("c"), DeviceId.of("x"), DeviceId.of("acme~b"));
    assertThat(ids(store.devices(wanted))).containsExactly("c", "acme~b");
  }

  private List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    store.eachDevice(devices::add);
    return devices;
  }

  @Test
  void theNewestChangesAreKept() {
    for (int number = 1; number <= Commit.CHANGES + 3; number++) {
      store.commit(new Commit.Builder().add(change(number)).build());
    }
    store.commit(
        new Commit.Builder()
            .add(change(Commit.CHANGES + 4))
            .add(change(Commit.CHANGES + 5))
            .build());
    reopen();
    assertThat(store.changes()).hasSize(Commit.CHANGES);
    assertThat(store.changes().get(0)).isEqualTo(change(6));
    assertThat(store.changes().get(Commit.CHANGES - 1)).isEqualTo(change(Commit.CHANGES + 5));
  }

  private static Change change(long number) {
    return new Change(number, Samples.NOON, "regionJoined", "north", "detail");
  }

  private static List<String> ids(List<Device> devices) {
    return devices.stream().map(device -> device.id().text()).toList();
  }

  @Test
  void aFeedKeepsTheNewestItemAboutEachSubject() {
    Rollout rollout = rollout("r", 1);
    FeedItem owned = Feeds.item(1, device("pump", NORTH).owned());
    FeedItem first =
        Feeds.item(2, Directives.of(rollout, Samples.release("pump-2", 2), Optional.empty()));
    FeedItem gone = Feeds.item(3, device("pump", NORTH).gone());
    FeedItem second =
        Feeds.item(4, Directives.of(rollout, Samples.release("pump-2", 2), Optional.empty()));
    for (FeedItem item : List.of(owned, first, gone, second)) {
      store.commit(new Commit.Builder().add(new Commit.Fed(NORTH, item)).build());
    }
    store.commit(new Commit.Builder().add(new Commit.Fed(SOUTH, owned)).build());
    assertThat(store.feed(NORTH, 0, 10)).containsExactly(gone, second);
    assertThat(store.feed(NORTH, 0, 1)).containsExactly(gone);
    assertThat(store.feed(NORTH, 3, 10)).containsExactly(second);
    assertThat(store.feed(NORTH, 4, 10)).isEmpty();
    assertThat(store.feed(SOUTH, 0, 10)).containsExactly(owned);
    assertThat(store.feedNumber(NORTH, "rollout:r")).isEqualTo(4);
  }

  @Test
  void aDevicesNewestReportsAreKeptByTheirCounterAndOnlySoMany() {
    DeviceId pump = DeviceId.of("pump");
    List<Long> counters = new ArrayList<>();
    for (long i = 1; i <= Commit.DEVICE_REPORTS + 3; i++) {
      counters.add(i);
    }
    Collections.swap(counters, 40, 60);
    for (long counter : counters) {
      store.commit(new Commit.Builder().add(filed(pump, counter)).build());
    }
    store.commit(new Commit.Builder().add(filed(pump, 1)).add(filed(pump, 50)).build());
    List<Long> newest = LongStream.rangeClosed(4, Commit.DEVICE_REPORTS + 3).boxed().toList();
    assertThat(store.reportsOf(pump)).extracting(Report::counter).isEqualTo(newest);
    reopen();
    assertThat(store.reportsOf(pump)).extracting(Report::counter).isEqualTo(newest);
    assertThat(store.reportsOf(DeviceId.of("valve"))).isEmpty();
  }

  private static Commit.Filed filed(DeviceId device, long counter) {
    Optional<Digest> previous =
        counter == 1 ? Optional.empty() : Optional.of(Digest.of(new byte[0]));
    return new Commit.Filed(device, report(device, counter, previous, Samples.OLD_IMAGE));
  }

  @Test
  void aRolloutIsStoredOnlyOnTopOfTheVersionThatItCameFrom() {
    Rollout first = rollout("r", 1);
    store.commit(new Commit.Builder().put(first).build());
    Commit stale = new Commit.Builder().put(Region.joined(NORTH)).put(first).build();
    assertThatThrownBy(() -> store.commit(stale)).isInstanceOf(StaleRollout.class);
    assertThat(store.regions()).isEmpty();
    store.commit(new Commit.Builder().put(first.nextVersion()).build());
    assertThat(store.rollouts()).containsExactly(first.nextVersion());
  }

  @Test
  void rolloutsComeInTheOrderOfTheirStart() {
    store.commit(new Commit.Builder().put(rollout("z", 1)).build());
    store.commit(new Commit.Builder().put(rollout("a", 2)).build());
    assertThat(store.rollouts()).extracting(r -> r.id().text()).containsExactly("z", "a");
  }

  @Test
  void aJobReplacesTheOneOfItsPair() {
    DeltaJob job = DeltaJobs.wanted(new Pair(Samples.OLD_IMAGE, Samples.NEW_IMAGE), Samples.NOON);
    DeltaJob other = DeltaJobs.wanted(new Pair(Samples.NEW_IMAGE, Samples.OLD_IMAGE), Samples.NOON);
    store.commit(new Commit.Builder().put(job).put(other).build());
    DeltaJob leased = DeltaJobs.leased(job, "worker-1", Samples.NOON);
    DeltaJob done =
        DeltaJobs.done(
            leased, "worker-1", List.of(Samples.delta(Samples.DELTA)), Samples.NOON.plusSeconds(1));
    for (DeltaJob next : List.of(leased, done)) {
      store.commit(new Commit.Builder().put(next).build());
      reopen();
      assertThat(store.deltaJobs()).containsExactlyInAnyOrder(other, next);
    }
  }

  private static KeptAnswer answer(int key, Instant at) {
    Digest digest = Bytes.ofUtf8("key " + key).digest();
    return new KeptAnswer(digest, digest, at, Optional.of(Bytes.ofUtf8("answer " + key)));
  }

  @Test
  void anAnswerReplacesItsMarkAndIsKeptForADay() {
    KeptAnswer answer = answer(1, Samples.NOON);
    KeptAnswer mark = new KeptAnswer(answer.key(), answer.request(), answer.at(), Optional.empty());
    store.commit(new Commit.Builder().put(Region.joined(NORTH)).build().with(mark));
    assertThat(store.answer(answer.key())).contains(mark);
    assertThat(store.regions()).hasSize(1);
    store.commit(new Commit.Builder().put(answer).build());
    reopen();
    assertThat(store.answer(answer.key())).contains(answer);
    Instant later = Samples.NOON.plus(KeptAnswer.KEPT);
    store.commit(new Commit.Builder().put(answer(2, later.minusMillis(1))).build());
    assertThat(store.answer(answer.key())).isPresent();
    store.commit(new Commit.Builder().put(answer(3, later)).build());
    assertThat(store.answer(answer.key())).isEmpty();
    assertThat(store.answer(answer(2, later).key())).isPresent();
  }

  @Test
  void soManyAnswersAreKeptAndTheOldestGo() {
    Commit.Builder commit = new Commit.Builder();
    for (int i = 0; i < KeptAnswer.MOST + 2; i++) {
      commit.put(answer(i, Samples.NOON.plusMillis(i)));
    }
    store.commit(commit.build());
    assertThat(store.answer(answer(1, Samples.NOON).key())).isEmpty();
    assertThat(store.answer(answer(2, Samples.NOON).key())).isPresent();
    assertThat(store.answer(answer(KeptAnswer.MOST + 1, Samples.NOON).key())).isPresent();
  }
}

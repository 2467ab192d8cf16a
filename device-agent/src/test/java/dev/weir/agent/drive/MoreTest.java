package dev.weir.agent.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas that the manifest does not name. */
class MoreTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final byte[] TAIL = Releases.image(3, 9_000);
  private static final byte[] NEXT = Releases.grown(World.SHIPPED, TAIL);

  private final World world = new World();
  private final Payload delta = Releases.delta(world, World.SHIPPED, TAIL);
  private final Goal full = Releases.full(world, 2, NEXT);

  private void run(Goal goal) {
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(goal));
    world.run(LONG);
  }

  private void assertTook(PayloadCodec codec) {
    assertThat(world.last().phase()).isEqualTo(UpdatePhase.COMMITTED);
    assertThat(world.running()).isEqualTo(NEXT);
    assertThat(world.last().payloadCodec()).isEqualTo(codec.name());
  }

  private static Goal withoutDeltas(Goal goal) {
    return new Goal(
        goal.rollout(),
        goal.release(),
        goal.manifest(),
        goal.manifestBytes(),
        goal.startBefore(),
        goal.more(),
        goal.moreBytes(),
        false);
  }

  @Test
  void aDeltaFromTheListIsTakenInPlaceOfTheFullImage() {
    run(Releases.more(world, full, NEXT, delta));
    assertTook(PayloadCodec.GDIFF_XZ);
    assertThat(world.last().payload()).contains(delta.digest());
    assertThat(world.last().downloadedBytes()).isLessThan(20_000);
  }

  @Test
  void aReleaseThatHasNoOtherPayloadForTheDeviceIsTakenToo() {
    Payload foreign = Releases.delta(world, NEXT, TAIL);
    Goal goal = Releases.publish(world, 2, NEXT, List.of(foreign));
    run(Releases.more(world, goal, NEXT, delta));
    assertTook(PayloadCodec.GDIFF_XZ);
  }

  @Test
  void fullImagesOfTheListCountForNothing() {
    Payload small = Releases.full(world, TAIL);
    run(Releases.more(world, full, NEXT, small));
    assertTook(PayloadCodec.XZ);
    assertThat(world.last().payload()).isNotEqualTo(Optional.of(small.digest()));
  }

  @Test
  void aListForAnotherImageIsPassedBy() {
    run(Releases.more(world, full, TAIL, delta));
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void aListOfAnotherReleaseIsPassedBy() {
    Goal other = Releases.full(world, 3, NEXT);
    Goal named = Releases.more(world, other, NEXT, delta);
    run(Releases.naming(world, full, world.artifacts.get(named.more().orElseThrow())));
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void aListThatCanNotBeReadIsPassedBy() {
    run(Releases.naming(world, full, Bytes.ofUtf8("no CBOR")));
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void aListThatTheRegionDoesNotHaveIsDoneWithout() {
    Goal goal = Releases.more(world, full, NEXT, delta);
    world.artifacts.remove(goal.more().orElseThrow());
    run(goal);
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void aListThatArrivesWrongIsDoneWithout() {
    Goal goal = Releases.more(world, full, NEXT, delta);
    Digest list = goal.more().orElseThrow();
    world.artifacts.put(list, Bytes.wrap(new byte[goal.moreBytes()]));
    run(goal);
    assertTook(PayloadCodec.XZ);
    assertThat(world.fetched).filteredOn(f -> f.equals(list.brief() + "@0")).hasSize(3);
  }

  @Test
  void aListThatNeverComesIsWaitedForAWhileOnly() {
    world.settings =
        world.settings.with(
            new DownloadSettings(
                world.settings.download().rate(), 64 * 1024, 3, Duration.ofSeconds(100), 0));
    Goal goal = Releases.more(world, full, NEXT, delta);
    int size = goal.moreBytes();
    world.onLink =
        fetched ->
            fetched instanceof Fetched.Piece piece && piece.bytes().size() == size
                ? new Fetched.Later(Duration.ofSeconds(1), "it is being fetched")
                : fetched;
    run(goal);
    assertTook(PayloadCodec.XZ);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1 << 20})
  void aListWithoutAPlausibleSizeIsNotFetched(int bytes) {
    Goal goal = Releases.more(world, full, NEXT, delta);
    run(
        new Goal(
            goal.rollout(),
            goal.release(),
            goal.manifest(),
            goal.manifestBytes(),
            goal.startBefore(),
            goal.more(),
            bytes,
            true));
    assertTook(PayloadCodec.XZ);
    assertThat(world.fetched).noneMatch(f -> f.startsWith(goal.more().orElseThrow().brief()));
  }

  @Test
  void aGoalWithoutDeltasIsServedByTheFullImageAlone() {
    Goal goal = Releases.more(world, full, NEXT, delta);
    run(withoutDeltas(goal));
    assertTook(PayloadCodec.XZ);
    assertThat(world.fetched).noneMatch(f -> f.startsWith(goal.more().orElseThrow().brief()));
  }

  @Test
  void aDeltaOfTheManifestIsNotTakenEitherWhereTheGoalSaysSo() {
    Goal both = Releases.publish(world, 2, NEXT, List.of(delta, Releases.full(world, NEXT)));
    run(withoutDeltas(both));
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void whoCouldNotApplyItsDeltaTakesTheFullImageUnderANewerGeneration() {
    Payload wrong = Releases.delta(world, World.SHIPPED, Releases.image(4, 9_000));
    Goal goal = Releases.more(world, full, NEXT, wrong);
    run(goal);
    assertThat(world.failure()).contains(FailureClass.DIGEST_MISMATCH);
    assertThat(world.last().payloadCodec()).isEqualTo("GDIFF_XZ");
    world.region.desire(Optional.of(withoutDeltas(goal)));
    world.run(LONG);
    assertTook(PayloadCodec.XZ);
  }

  @Test
  void aKilledDownloadGoesOnWithTheDeltaThatWasChosen() {
    byte[] tail = Releases.image(5, 300_000);
    byte[] next = Releases.grown(World.SHIPPED, tail);
    Goal goal =
        Releases.more(
            world, Releases.full(world, 3, next), next, Releases.delta(world, World.SHIPPED, tail));
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(goal));
    world.run(Duration.ofSeconds(4));
    assertThat(world.phases()).endsWith(UpdatePhase.DOWNLOADING);
    world.kill(false);
    world.artifacts.remove(goal.more().orElseThrow());
    world.artifacts.remove(goal.manifest());
    world.start();
    world.run(LONG);
    assertThat(world.running()).isEqualTo(next);
    assertThat(world.last().payloadCodec()).isEqualTo("GDIFF_XZ");
    assertThat(world.last().resumedAt()).isPositive();
  }
}

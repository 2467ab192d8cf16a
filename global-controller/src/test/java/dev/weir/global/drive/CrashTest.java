package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.fleet.Device;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Wave;
import dev.weir.global.store.Commit;
import dev.weir.global.store.GlobalStore;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The process is killed before and after each commit of a whole life: joining, publishing, a
 * rollout with a bake. Whoever got no answer asks again. In the end all is as without a kill.
 */
class CrashTest {
  private static final Duration BAKE = Duration.ofMinutes(10);
  private static final RolloutSpec SPEC =
      spec("r", count("canary", 1, gate(1, BAKE)), all("rest", gate(3, Duration.ZERO)));

  /** The process is gone. */
  private static final class Killed extends RuntimeException {}

  private final class Life {
    final World world = new World();
    private int commits;

    /**
     * @param at number of the commit; 0 kills never
     * @param before it, or after it
     */
    Life(int at, boolean before) {
      world.store =
          (GlobalStore)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {GlobalStore.class},
                  (proxy, method, arguments) -> {
                    boolean dies =
                        method.getName().equals("commit")
                            && arguments[0] instanceof Commit
                            && ++commits == at;
                    if (dies && before) {
                      throw new Killed();
                    }
                    try {
                      Object result = method.invoke(world.memory, arguments);
                      if (dies) {
                        throw new Killed();
                      }
                      return result;
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
      world.restart();
    }

    private void survive(Runnable work) {
      try {
        work.run();
      } catch (Killed e) {
        world.restart();
      }
    }

    <T> T ask(Supplier<CompletableFuture<Reply<T>>> call) {
      for (int attempt = 0; attempt < 3; attempt++) {
        CompletableFuture<Reply<T>> reply = call.get();
        survive(world.loop::run);
        if (reply.isDone()) {
          return ((Reply.Done<T>) reply.join()).value();
        }
      }
      throw new AssertionError("no answer");
    }

    void sync(FakeRegion region) {
      RegionSync sync = region.next();
      FeedPage page = ask(() -> world.driver.sync(Peer.of(region.id), sync));
      region.take(page);
    }

    void syncAll() {
      for (int i = 0; i < 5; i++) {
        world.regions.values().forEach(this::sync);
      }
    }

    String token(MemberKind kind, Optional<RegionId> pin) {
      JoinFile file =
          ask(
              () ->
                  world.driver.token(
                      new TokenRequest(kind, Duration.ofDays(1), pin), World.ADDRESS, Terms.NONE));
      return file.token();
    }

    void join(RegionId id) {
      String token = token(MemberKind.REGION, Optional.empty());
      ask(
          () ->
              world.driver.enrol(World.request(MemberKind.REGION, token, id.text(), Bytes.EMPTY)));
      FakeRegion region = new FakeRegion(id);
      world.regions.put(id, region);
      sync(region);
    }

    void enrol(String name, RegionId pin) {
      String token = token(MemberKind.DEVICE, Optional.of(pin));
      EnrolReply reply =
          ask(
              () ->
                  world.driver.enrol(
                      World.request(MemberKind.DEVICE, token, name, world.reportKey.publicKey())));
      assertThat(reply.region()).contains(pin);
    }

    Life live() {
      join(NORTH);
      join(SOUTH);
      for (int i = 0; i < 2; i++) {
        enrol("n" + i, NORTH);
        enrol("s" + i, SOUTH);
      }
      ask(() -> world.driver.pin(World.id("n1"), Optional.of(SOUTH)));
      world.artifacts.put(Samples.FULL);
      world.artifacts.put(Samples.DELTA);
      ask(() -> world.driver.addReleaseKey(new KeyView(world.releaseKey.publicKey()), Terms.NONE));
      Bytes signed = Manifests.sign(world.releaseKey, Samples.manifest("pump-2", 2));
      ask(() -> world.driver.publish(signed, Terms.NONE));
      syncAll();
      ask(() -> world.driver.start(SPEC));
      syncAll();
      Instant end = world.loop.now().plus(BAKE);
      while (world.loop.now().isBefore(end)) {
        survive(() -> world.loop.advance(Duration.between(world.loop.now(), end)));
      }
      syncAll();
      return this;
    }
  }

  @Test
  void aKillBeforeOrAfterAnyCommitChangesNothingInTheEnd() {
    Life calm = new Life(0, true).live();
    assertThat(calm.commits).isGreaterThan(20);
    Rollout expected = calm.world.memory.rollouts().get(0);
    assertThat(expected.state()).isEqualTo(RolloutState.COMPLETED);
    for (int at = 1; at <= calm.commits; at++) {
      for (boolean before : new boolean[] {true, false}) {
        Life life = new Life(at, before).live();
        String when = "killed " + (before ? "before" : "after") + " commit " + at;
        check(life, calm, when);
      }
    }
  }

  private static void check(Life life, Life calm, String when) {
    Rollout rollout = life.world.memory.rollouts().get(0);
    Rollout expected = calm.world.memory.rollouts().get(0);
    assertThat(rollout.state()).as(when).isEqualTo(expected.state());
    assertThat(rollout.revision()).as(when).isEqualTo(expected.revision());
    assertThat(rollout.order()).as(when).isEqualTo(expected.order());
    assertThat(ranks(rollout)).as(when).isEqualTo(ranks(expected));
    assertThat(owners(life)).as(when).isEqualTo(owners(calm));
    assertThat(life.world.memory.releases()).as(when).hasSize(1);
    assertThat(life.world.memory.counters()).as(when).isEqualTo(calm.world.memory.counters());
    life.world.regions.forEach(
        (id, region) -> {
          FakeRegion same = calm.world.regions.get(id);
          assertThat(region.devices).as(when).isEqualTo(same.devices);
          assertThat(region.directives).as(when).isEqualTo(same.directives);
          assertThat(region.cursor).as(when).isEqualTo(same.cursor);
        });
  }

  private static List<Rank> ranks(Rollout rollout) {
    return rollout.waves().stream().map(Wave::open).toList();
  }

  private static List<String> owners(Life life) {
    return life.world.devices().stream()
        .map((Device device) -> device.id() + " " + device.region() + " " + device.ownerEpoch())
        .toList();
  }
}

package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.global.rollout.Rollouts;
import dev.weir.global.store.Commit;
import dev.weir.global.store.GlobalStore;
import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Bytes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Writes on terms: done once under a key, and not at all on what has changed. */
class RepeatsTest {
  private static final RolloutId R = RolloutId.of("r");
  private static final RolloutSpec SPEC = spec("r", all("all", gate(1, Duration.ofMinutes(10))));
  private static final TokenRequest WISH =
      new TokenRequest(MemberKind.DEVICE, Duration.ofDays(1), Optional.empty());

  private final World world = new World();

  private static Terms once(String key, String request) {
    return Terms.NONE.withClaim(
        new Claim(Bytes.ofUtf8(key).digest(), Bytes.ofUtf8(request).digest()));
  }

  private static Terms match(String tag) {
    return new Terms(Optional.empty(), Optional.of(tag));
  }

  private JoinFile token(Terms terms) {
    return world.done(world.driver.token(WISH, World.ADDRESS, terms));
  }

  @Test
  void theSameRequestUnderAKeyHasTheFirstAnswerAlsoAfterARestart() {
    JoinFile first = token(once("k", "token"));
    assertThat(token(once("k", "token"))).isEqualTo(first);
    world.restart();
    assertThat(token(once("k", "token"))).isEqualTo(first);
    assertThat(token(once("other", "token"))).isNotEqualTo(first);
    assertThat(token(Terms.NONE)).isNotEqualTo(first);
  }

  @Test
  void aKeyIsForOneRequest() {
    token(once("k", "token"));
    assertThat(
            world
                .refused(
                    world.driver.token(WISH, World.ADDRESS, once("k", "another")), Code.KEY_REUSED)
                .detail())
        .contains("take a new key");
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    JoinFile first = token(once("k", "token"));
    world.loop.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(token(once("k", "token"))).isEqualTo(first);
    world.loop.advance(Duration.ofMillis(1));
    assertThat(token(once("k", "another"))).isNotEqualTo(first);
  }

  @Test
  void whatWasRefusedLeavesItsKeyFree() {
    world.refused(world.driver.start(SPEC, once("k", "start")), Code.NOT_FOUND);
    world.withFleet(2);
    RolloutView started = world.done(world.driver.start(SPEC, once("k", "start")));
    world.done(world.driver.command(R, Rollouts.Command.PAUSE, "", once("p", "pause")));
    world.done(world.driver.command(R, Rollouts.Command.RESUME, ""));
    // The first answers again; nothing is paused once more.
    assertThat(world.done(world.driver.start(SPEC, once("k", "start")))).isEqualTo(started);
    assertThat(
            world
                .done(world.driver.command(R, Rollouts.Command.PAUSE, "", once("p", "pause")))
                .state())
        .isEqualTo(RolloutState.PAUSED);
    assertThat(world.done(world.driver.rollout(R)).state()).isNotEqualTo(RolloutState.PAUSED);
  }

  /** The process is gone. */
  private static final class Killed extends RuntimeException {}

  /** The store, with a process that is killed right after its commit of this number. */
  private GlobalStore killing(int at) {
    int[] commits = {0};
    return (GlobalStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GlobalStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(world.memory, arguments);
                if (method.getName().equals("commit")
                    && arguments[0] instanceof Commit
                    && ++commits[0] == at) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aWriteWhoseAnswerWasLostIsNotDoneAgain() {
    world.store = killing(1);
    world.restart();
    CompletableFuture<?> never = world.driver.token(WISH, World.ADDRESS, once("k", "token"));
    assertThatThrownBy(world.loop::run).isInstanceOf(Killed.class);
    assertThat(never).isNotDone();
    world.store = world.memory;
    world.restart();
    assertThat(
            world
                .refused(
                    world.driver.token(WISH, World.ADDRESS, once("k", "token")), Code.ANSWER_LOST)
                .detail())
        .contains("it was done at");
  }

  @Test
  void aWriteOnWhatHasChangedIsRefusedWithBothRevisions() {
    world.withFleet(2);
    String seen = world.done(world.driver.start(SPEC)).tag();
    RolloutView paused =
        world.done(world.driver.command(R, Rollouts.Command.PAUSE, "night", match(seen)));
    assertThat(paused.tag()).isNotEqualTo(seen);
    assertThat(
            world
                .refused(
                    world.driver.command(R, Rollouts.Command.ABORT, "", match(seen)), Code.CONFLICT)
                .detail())
        .contains('"' + seen + '"', '"' + paused.tag() + '"');
    assertThat(world.done(world.driver.rollout(R)).state()).isEqualTo(RolloutState.PAUSED);
    world.done(world.driver.command(R, Rollouts.Command.RESUME, "", match(paused.tag())));
  }

  @Test
  void aPinIsChangedOnlyAsItWasSeen() {
    world.withFleet(2);
    DeviceView seen = world.done(world.driver.device(World.id("n0")));
    DeviceView pinned =
        world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH), match(seen.tag())));
    assertThat(pinned.tag()).isNotEqualTo(seen.tag());
    world.refused(
        world.driver.pin(World.id("n0"), Optional.of(NORTH), match(seen.tag())), Code.CONFLICT);
    assertThat(world.done(world.driver.device(World.id("n0"))).pin()).contains(SOUTH);
    world.done(world.driver.pin(World.id("n0"), Optional.empty(), match(pinned.tag())));
  }
}

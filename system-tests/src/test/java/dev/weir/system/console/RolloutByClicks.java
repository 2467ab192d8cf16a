package dev.weir.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.Browser;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.system.process.Await;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person steers rollouts by clicks at global; regions and devices follow. */
abstract class RolloutByClicks {
  private final World world;
  private final Browser browser;

  RolloutByClicks(World world) {
    this.world = world;
    this.browser = world.browser();
  }

  /**
   * Fills in the form, which begins with a canary and the rest; looks at the plan, starts.
   *
   * @param canary its size, all of which have to end; half of them committed is enough
   */
  private void start(String rollout, String version, String selector, int canary, String bake) {
    browser.complaints();
    world.look(world.api(), "/new-rollout?release=" + World.MODEL + "-" + version);
    browser.type("#rollout", rollout);
    browser.type("#selector", selector);
    browser.type("#wave-size-1", Screen.number(canary));
    browser.type("#wave-success-1", "50%");
    browser.type("#wave-sample-1", Screen.number(canary));
    browser.type("#wave-bake-1", bake);
    browser.click("#more summary");
    browser.type("#abort-sample", "1");
    browser.click("#do-plan");
    assertThat(browser.await("#plan").getText()).contains("can start");
    browser.click("#do-start");
    browser.await(() -> browser.driver().getCurrentUrl().endsWith("/rollouts/" + rollout));
  }

  private void command(String command, String reason) {
    browser.click("#command-" + command + " summary");
    browser.type("#reason-" + command, reason);
    browser.click("#do-" + command);
  }

  /** Waits until page, API and region say so. */
  private void awaitState(String rollout, RolloutState state) {
    Await.until(rollout + " " + state, () -> world.rollout(rollout).state() == state);
    Await.until(
        rollout + " " + state + " in the region",
        () -> inRegion(rollout).equals(Optional.of(state)));
    browser.await(() -> browser.text("h1 .badge").equals(Screen.word(state)));
  }

  private Optional<RolloutState> inRegion(String rollout) {
    return world.north().get("/v1/rollouts", LocalRolloutList.CODEC).items().stream()
        .filter(view -> view.rollout().text().equals(rollout))
        .map(view -> view.state())
        .findFirst();
  }

  @Test
  void oneIsStartedPausedHaltedByARegionResumedAndAborted() {
    start("spring-update", "1.6.0", "hall=a", 1, "1h");
    awaitState("spring-update", RolloutState.RUNNING);
    command("pause", "a storm is coming");
    awaitState("spring-update", RolloutState.PAUSED);
    assertThat(world.rollout("spring-update").reason()).contains("a storm is coming");
    assertThat(browser.text("main .notice")).contains("a storm is coming");
    command("resume", "");
    awaitState("spring-update", RolloutState.RUNNING);
    world.look(world.north(), "/rollouts/spring-update");
    command("halt", "the river is high here");
    browser.await("#halted");
    assertThat(browser.text("#halted")).contains("the river is high here");
    world.look(world.api(), "/rollouts/spring-update");
    awaitState("spring-update", RolloutState.HALTED);
    command("resume", "it is not any more");
    awaitState("spring-update", RolloutState.RUNNING);
    command("abort", "another release is better");
    awaitState("spring-update", RolloutState.ABORTED);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void oneThatHaltsAtAFailureIsResumed() throws IOException {
    List<String> pumps = world.pumpsOf("hall in (b,c)");
    String damaged = World.inOrderOf("summer-update", pumps).get(0);
    world.damage(damaged);
    start("summer-update", "1.6.0", "hall in (b,c)", 2, "0s");
    awaitState("summer-update", RolloutState.HALTED);
    assertThat(browser.text("[id='all-failed']")).startsWith("1 ");
    assertThat(world.rollout("summer-update").waves().get(0).counts().failed()).isEqualTo(1);
    command("resume", "that pump is known to be broken");
    awaitState("summer-update", RolloutState.COMPLETED);
    List<WaveCounts> waves =
        world.rollout("summer-update").waves().stream().map(wave -> wave.counts()).toList();
    assertThat(waves.stream().mapToInt(WaveCounts::committed).sum()).isEqualTo(pumps.size() - 1);
    world.look(world.api(), "/devices/" + damaged);
    browser.await(() -> browser.text("#attempts-head ~ .attempt").contains("reverted"));
    assertThat(browser.complaints()).isEmpty();
  }
}

package dev.weir.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
  private final Kernel kernel = new Kernel();
  private final List<String> seen = new ArrayList<>();

  private void runFor(Duration length) {
    var end = kernel.now().plus(length);
    boolean more = true;
    while (more) {
      more = kernel.step(end);
    }
  }

  @Test
  void eventsHappenByTimeAndThenInTheOrderInWhichTheyWerePutIn() {
    kernel.after(Duration.ofSeconds(2), () -> seen.add("c"));
    kernel.after(Duration.ofSeconds(1), () -> seen.add("a"));
    kernel.after(Duration.ofSeconds(1), () -> seen.add("b"));
    kernel.after(Duration.ofSeconds(9), () -> seen.add("too late"));
    runFor(Duration.ofSeconds(5));
    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(kernel.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aWorldThatDoesNotComeToRestIsStopped() {
    Runnable[] again = new Runnable[1];
    again[0] = () -> kernel.after(Duration.ZERO, again[0]);
    again[0].run();
    assertThatThrownBy(() -> runFor(Duration.ofSeconds(1))).hasMessageContaining("come to rest");
  }

  @Test
  void aLoopEndsWithItsNodeAndItsClockMayBeWrong() {
    SimLoop loop =
        new SimLoop(kernel, Duration.ofMinutes(3), Duration.ZERO, e -> seen.add("trouble"));
    assertThat(loop.now()).isEqualTo(Kernel.START.plus(Duration.ofMinutes(3)));
    loop.execute(() -> seen.add("task"));
    Loop.Timer cancelled = loop.after(Duration.ofSeconds(1), () -> seen.add("cancelled"));
    cancelled.cancel();
    loop.after(Duration.ofSeconds(1), () -> seen.add("timer"));
    loop.after(Duration.ofSeconds(3), () -> seen.add("after its end"));
    runFor(Duration.ofSeconds(2));
    loop.end();
    loop.execute(() -> seen.add("after its end"));
    runFor(Duration.ofSeconds(9));
    assertThat(seen).containsExactly("task", "timer");
  }

  @Test
  void chanceIsTheSameForOneNameAndAnotherForAnother() {
    assertThat(new Chance(1).of("a").nextLong()).isEqualTo(new Chance(1).of("a").nextLong());
    assertThat(new Chance(1).of("a").nextLong()).isNotEqualTo(new Chance(1).of("b").nextLong());
    assertThat(new Chance(1).of("a").nextLong()).isNotEqualTo(new Chance(2).of("a").nextLong());
  }

  @Test
  void aTraceIsOneDigestOverAllThatWasSaid() {
    Trace one = new Trace(kernel);
    Trace other = new Trace(kernel);
    one.say("a");
    other.say("a");
    assertThat(one.digest()).isEqualTo(other.digest());
    other.bytes(new byte[] {1});
    assertThat(one.digest()).isNotEqualTo(other.digest());
    assertThat(one.tail()).containsExactly("0.000 a");
  }
}

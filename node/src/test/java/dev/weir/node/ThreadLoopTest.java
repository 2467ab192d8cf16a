package dev.weir.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThreadLoopTest {
  private final LinkedBlockingQueue<Throwable> trouble = new LinkedBlockingQueue<>();
  private final ThreadLoop loop = new ThreadLoop("test", trouble::add);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void tasksRunInTheirOrderOnOneThread() throws Exception {
    List<Integer> seen = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int number = i;
      loop.execute(
          () -> {
            seen.add(number);
            threads.add(Thread.currentThread().getName());
          });
    }
    assertThat(loop.ask(() -> List.copyOf(seen)).get())
        .isEqualTo(IntStream.range(0, 1000).boxed().toList());
    assertThat(threads).containsOnly("test");
  }

  @Test
  void aTimerRunsAfterItsDelayAndNotBefore() throws Exception {
    long start = System.nanoTime();
    CompletableFuture<Long> ran = new CompletableFuture<>();
    loop.after(Duration.ofMillis(30), () -> ran.complete(System.nanoTime() - start));
    assertThat(ran.get()).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void aCancelledTimerDoesNotRun() throws Exception {
    List<String> ran = new ArrayList<>();
    CountDownLatch last = new CountDownLatch(1);
    Loop.Timer cancelled = loop.after(Duration.ofMillis(20), () -> ran.add("cancelled"));
    loop.after(Duration.ofMillis(40), last::countDown);
    cancelled.cancel();
    cancelled.cancel();
    last.await();
    assertThat(ran).isEmpty();
  }

  @Test
  void aTaskThatThrowsIsHandedOnAndTheLoopGoesOn() throws Exception {
    IllegalStateException bug = new IllegalStateException("bug");
    AssertionError error = new AssertionError("error");
    loop.execute(
        () -> {
          throw bug;
        });
    loop.after(
        Duration.ZERO,
        () -> {
          throw error;
        });
    assertThat(trouble.poll(10, TimeUnit.SECONDS)).isSameAs(bug);
    assertThat(trouble.poll(10, TimeUnit.SECONDS)).isSameAs(error);
    assertThat(loop.ask(() -> 7).get()).isEqualTo(7);
  }

  @Test
  void drainingRunsWhatWasHandedInAndDropsTimers() throws Exception {
    List<String> ran = new ArrayList<>();
    loop.after(Duration.ofHours(1), () -> ran.add("timer"));
    loop.execute(() -> ran.add("task"));
    loop.drain(Duration.ofSeconds(10));
    assertThat(ran).containsExactly("task");
    loop.execute(() -> ran.add("too late"));
    loop.after(Duration.ZERO, () -> ran.add("too late")).cancel();
    assertThat(loop.ask(() -> 1)).isCompletedExceptionally();
    assertThat(ran).containsExactly("task");
    assertThat(trouble).isEmpty();
  }
}

package dev.weir.global.drive;

import dev.weir.global.store.Commit;
import dev.weir.global.store.StoreFull;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a driver that goes on while the disk is full: a task that finds no room ends there,
 * and nothing of what it wanted to change is changed. Every few seconds a commit that changes
 * nothing is tried; once one succeeds, what the driver does by itself is derived anew from what is
 * stored. Calls are refused meanwhile, if they have to write.
 */
public final class FullDisk implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(FullDisk.class);
  static final Duration RETRY = Duration.ofSeconds(2);

  private final Loop loop;
  private List<Runnable> resume = List.of();
  private Runnable probe = () -> {};
  private volatile Optional<String> trouble = Optional.empty();

  FullDisk(Loop loop) {
    this.loop = loop;
  }

  /**
   * What to do when there is room again.
   *
   * @param again derives anew what the driver does by itself
   */
  void resumeWith(Ledger ledger, Runnable... again) {
    this.probe = () -> ledger.commit(new Commit.Builder().put(ledger.counters()).build());
    this.resume = List.of(again);
  }

  /** A commit found no room. */
  void met(StoreFull full) {
    if (trouble.isEmpty()) {
      LOG.error("no room: {}; writes are refused until there is", full.getMessage());
      trouble = Optional.of("the disk is full: " + full.getMessage());
      loop.after(RETRY, this::tryAgain);
    }
  }

  private void tryAgain() {
    try {
      probe.run();
    } catch (StoreFull e) {
      loop.after(RETRY, this::tryAgain);
      return;
    }
    LOG.info("there is room again");
    trouble = Optional.empty();
    resume.forEach(again -> guarded(again).run());
  }

  /** What a call is told that can't be done now. */
  public static <T> Reply.Refused<T> refusal() {
    return new Reply.Refused<>(
        Code.DISK_FULL,
        "the disk of global's data folder is full; nothing was changed: make room there",
        Optional.of(RETRY));
  }

  /** Why global can't do its work, for people; any thread may ask. */
  Optional<String> trouble() {
    return trouble;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (StoreFull e) {
        met(e);
      }
    };
  }

  @Override
  public Instant now() {
    return loop.now();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(guarded(task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return loop.after(delay, guarded(task));
  }
}

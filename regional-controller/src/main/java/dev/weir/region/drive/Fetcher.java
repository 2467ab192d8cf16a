package dev.weir.region.drive;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.cache.ArtifactStore;
import dev.weir.region.cache.Ledger;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.store.StoreFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches artifacts from global: each one once at a time, piece by piece, going on where it was cut
 * off, and whole only when its digest is right.
 */
final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration PIECE_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_DOUBLINGS = 6;

  /** Who wants to know how it goes. */
  interface Listener {
    void whole(Digest artifact);

    /**
     * It goes on trying.
     *
     * @param isMissing whether global answered, and does not have it
     */
    void trouble(Digest artifact, String why, boolean isMissing);
  }

  private static final class Task {
    final Digest artifact;
    final long size;
    boolean isRunning;
    int failures;
    long attempt;

    Task(Digest artifact, long size) {
      this.artifact = artifact;
      this.size = size;
    }
  }

  private final Loop loop;
  private final RandomGenerator chance;
  private final ArtifactStore files;
  private final GlobalLink link;
  private final CacheSettings settings;
  private final Listener listener;
  private final Map<Digest, Task> tasks = new LinkedHashMap<>();
  private Ledger ledger;

  Fetcher(
      Loop loop,
      RandomGenerator chance,
      ArtifactStore files,
      GlobalLink link,
      CacheSettings settings,
      Listener listener) {
    this.loop = loop;
    this.chance = chance;
    this.files = files;
    this.link = link;
    this.settings = settings;
    this.listener = listener;
    this.ledger = Ledger.EMPTY;
  }

  void load() {
    ledger = files.ledger();
  }

  Ledger ledger() {
    return ledger;
  }

  void served(int bytes) {
    ledger = ledger.served(bytes);
  }

  /** Bytes that what is being fetched will take up. */
  long expectedBytes() {
    return tasks.values().stream().mapToLong(task -> task.size).sum();
  }

  /** Wants an artifact; one that is being fetched already is not fetched again. */
  void want(Digest artifact, long size) {
    if (tasks.putIfAbsent(artifact, new Task(artifact, size)) == null) {
      startMore();
    }
  }

  /** Nobody wants it any more; what has come is kept for the next who does. */
  void drop(Digest artifact) {
    tasks.remove(artifact);
    startMore();
  }

  private void startMore() {
    long running = tasks.values().stream().filter(task -> task.isRunning).count();
    for (Task task : new ArrayList<>(tasks.values())) {
      if (running < settings.fetches() && !task.isRunning) {
        task.isRunning = true;
        running++;
        step(task);
      }
    }
  }

  private boolean isCurrent(Task task) {
    return tasks.get(task.artifact) == task;
  }

  private void step(Task task) {
    if (isCurrent(task)) {
      whereThereIsRoom(task, () -> goOn(task));
    }
  }

  /** What the disk has no room for is tried again, as is what the link does not give. */
  private void whereThereIsRoom(Task task, Runnable work) {
    try {
      work.run();
    } catch (StoreFull e) {
      retry(task, "the disk is full", false);
    }
  }

  private void goOn(Task task) {
    long offset = files.partial(task.artifact);
    if (offset >= task.size) {
      finish(task);
      return;
    }
    if (offset == 0) {
      ledger = ledger.begun(task.artifact);
      keepLedger();
    }
    long attempt = ++task.attempt;
    int length = (int) Math.min(settings.piece(), task.size - offset);
    Loop.Timer timeout =
        loop.after(PIECE_TIMEOUT, () -> arrived(task, attempt, later("no answer from global")));
    link.fetch(
        task.artifact,
        offset,
        length,
        fetched ->
            loop.execute(
                () -> {
                  timeout.cancel();
                  arrived(task, attempt, fetched);
                }));
  }

  /** Figures only: where the disk has no room for them they are kept another time. */
  void keepLedger() {
    try {
      files.keep(ledger);
    } catch (StoreFull e) {
      LOG.warn("the cache's figures are not kept: {}", e.getMessage());
    }
  }

  private Fetched later(String why) {
    return new Fetched.Later(settings.retry(), why);
  }

  private void arrived(Task task, long attempt, Fetched fetched) {
    if (!isCurrent(task) || attempt != task.attempt) {
      return; // An answer that was given up already.
    }
    task.attempt++;
    if (fetched instanceof Fetched.Piece piece && !piece.bytes().isEmpty()) {
      whereThereIsRoom(task, () -> received(task, piece.bytes()));
    } else if (fetched instanceof Fetched.Later later) {
      retry(task, later.why(), false);
    } else if (fetched instanceof Fetched.Refused refused) {
      retry(task, "global refused: " + refused.why(), true);
    } else {
      files.delete(task.artifact);
      retry(
          task,
          "global's artifact is shorter than the " + task.size + " bytes it should have",
          true);
    }
  }

  private void received(Task task, Bytes piece) {
    long room = task.size - files.partial(task.artifact);
    files.append(task.artifact, piece.size() > room ? piece.slice(0, (int) room) : piece);
    ledger = ledger.received(task.artifact, piece.size());
    keepLedger();
    step(task);
  }

  private void finish(Task task) {
    if (files.finish(task.artifact)) {
      tasks.remove(task.artifact);
      LOG.info("fetched {}, {} bytes", task.artifact, task.size);
      listener.whole(task.artifact);
      startMore();
    } else {
      retry(task, "what global sent has another digest; it was thrown away", true);
    }
  }

  /** Another may have its turn meanwhile. */
  private void retry(Task task, String why, boolean isMissing) {
    LOG.warn("artifact {}: {}", task.artifact.brief(), why);
    listener.trouble(task.artifact, why, isMissing);
    task.failures = Math.min(task.failures + 1, MAX_DOUBLINGS);
    long wait =
        Math.min(LONGEST_WAIT.toMillis(), settings.retry().toMillis() << (task.failures - 1));
    long jittered = wait / 2 + (long) (chance.nextDouble() * wait / 2);
    loop.after(Duration.ofMillis(jittered), () -> step(task));
  }

  /** What is being fetched, in the order in which it was wanted. */
  List<Digest> underWay() {
    return List.copyOf(tasks.keySet());
  }
}

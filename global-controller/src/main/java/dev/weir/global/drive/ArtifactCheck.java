package dev.weir.global.drive;

import dev.weir.global.store.ArtifactStore;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads through every artifact once after a start, with half of its time in pauses. One that the
 * disk damaged is kept aside and told of, so that it is uploaded again before a region asks for it.
 */
public final class ArtifactCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ArtifactCheck.class);

  private final Loop loop;
  private final ArtifactStore artifacts;
  private final Consumer<Digest> told;
  private final Deque<Digest> left = new ArrayDeque<>();
  private final List<Digest> corrupt = new CopyOnWriteArrayList<>();

  /**
   * @param loop for nothing else: one step reads a whole artifact
   * @param told is told of each damaged one, on the loop
   */
  public ArtifactCheck(Loop loop, ArtifactStore artifacts, Consumer<Digest> told) {
    this.loop = loop;
    this.artifacts = artifacts;
    this.told = told;
  }

  public void start() {
    loop.execute(
        () -> {
          left.addAll(artifacts.all());
          next();
        });
  }

  private void next() {
    if (left.isEmpty()) {
      return;
    }
    Instant begin = loop.now();
    Digest artifact = left.remove();
    if (!artifacts.verify(artifact)) {
      LOG.error("artifact {} was damaged on the disk and is kept aside: upload it again", artifact);
      corrupt.add(artifact);
      told.accept(artifact);
    }
    loop.after(Duration.between(begin, loop.now()), this::next);
  }

  /** Which artifacts are missing because they were damaged, for people; any thread may ask. */
  public Optional<String> trouble() {
    return corrupt.stream()
        .filter(artifact -> artifacts.sizeOf(artifact).isEmpty())
        .findFirst()
        .map(
            artifact ->
                "artifact "
                    + artifact
                    + " was damaged on the disk and is kept aside: publish its release again"
                    + " (weir release publish DIR)");
  }
}

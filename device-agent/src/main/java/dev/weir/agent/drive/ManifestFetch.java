package dev.weir.agent.drive;

import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.util.function.Consumer;

/** Fetches the signed manifest that a goal names. Who believes it is another's to say. */
final class ManifestFetch implements RangeFetch.Heard {
  private final RangeFetch.Means means;
  private final Turn turn;
  private final Goal goal;
  private final int attempts;
  private final Consumer<Bytes> done;
  private final WorkHeard heard;
  private int wrong;

  ManifestFetch(
      RangeFetch.Means means,
      Turn turn,
      Goal goal,
      int attempts,
      Consumer<Bytes> done,
      WorkHeard heard) {
    this.means = means;
    this.turn = turn;
    this.goal = goal;
    this.attempts = attempts;
    this.done = done;
    this.heard = heard;
  }

  void start() {
    int size = goal.manifestBytes();
    if (size < 1 || size > Limits.MANIFEST) {
      heard.failed(
          FailureClass.BAD_SIGNATURE,
          "a signed manifest has 1 to " + Limits.MANIFEST + " bytes; the goal says " + size);
      return;
    }
    fetch();
  }

  private void fetch() {
    RangeFetch.start(means, turn, goal.manifest(), 0, goal.manifestBytes(), this);
  }

  @Override
  public void received(int bytes) {}

  @Override
  public void whole(byte[] range) {
    Bytes signed = Bytes.wrap(range);
    if (signed.digest().equals(goal.manifest())) {
      done.accept(signed);
    } else {
      wrong("the signed manifest arrives with another digest than " + goal.manifest());
    }
  }

  @Override
  public void wrong(String why) {
    wrong++;
    if (wrong >= attempts) {
      heard.failed(FailureClass.DIGEST_MISMATCH, "the signed manifest: " + why);
    } else {
      fetch();
    }
  }

  @Override
  public void refused(String why) {
    heard.failed(FailureClass.DOWNLOAD_FAILED, "the signed manifest can't be had: " + why);
  }
}

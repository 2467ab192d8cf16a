package dev.weir.agent.drive;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.util.function.Consumer;

/**
 * Fetches an artifact whole that is at most as long as a signed manifest, and has the digest that
 * was asked for. Who believes it is another's to say.
 */
final class SmallFetch implements RangeFetch.Heard {
  /**
   * What is fetched.
   *
   * @param name for people
   */
  record What(String name, Digest digest, int bytes) {}

  private final RangeFetch.Means means;
  private final Turn turn;
  private final What what;
  private final int attempts;
  private final Consumer<Bytes> done;
  private final WorkHeard heard;
  private int wrong;

  SmallFetch(
      RangeFetch.Means means,
      Turn turn,
      What what,
      int attempts,
      Consumer<Bytes> done,
      WorkHeard heard) {
    this.means = means;
    this.turn = turn;
    this.what = what;
    this.attempts = attempts;
    this.done = done;
    this.heard = heard;
  }

  void start() {
    if (what.bytes() < 1 || what.bytes() > Limits.MANIFEST) {
      heard.failed(
          FailureClass.BAD_SIGNATURE,
          what.name() + " has 1 to " + Limits.MANIFEST + " bytes; the goal says " + what.bytes());
      return;
    }
    fetch();
  }

  private void fetch() {
    RangeFetch.start(means, turn, what.digest(), 0, what.bytes(), this);
  }

  @Override
  public void received(int bytes) {}

  @Override
  public void whole(byte[] range) {
    Bytes whole = Bytes.wrap(range);
    if (whole.digest().equals(what.digest())) {
      done.accept(whole);
    } else {
      wrong("arrives with another digest than " + what.digest());
    }
  }

  @Override
  public void wrong(String why) {
    wrong++;
    if (wrong >= attempts) {
      heard.failed(FailureClass.DIGEST_MISMATCH, what.name() + ": " + why);
    } else {
      fetch();
    }
  }

  @Override
  public void refused(String why) {
    heard.failed(FailureClass.DOWNLOAD_FAILED, what.name() + " can't be had: " + why);
  }
}

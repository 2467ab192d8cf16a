package dev.weir.agent.drive;

import dev.weir.agent.download.Pacing;
import dev.weir.agent.link.Backoff;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Fetches a range of an artifact piece by piece, at the pace that is allowed, and asks again where
 * the source says later. It checks lengths only.
 */
final class RangeFetch {
  /** What comes of it. */
  interface Heard {
    /** So many bytes came. */
    void received(int bytes);

    /** The whole range is there. */
    void whole(byte[] range);

    /** What came is not what was asked for. */
    void wrong(String why);

    /** There is no such artifact for this device. */
    void refused(String why);
  }

  /** What fetches have in common. */
  record Means(
      Loop loop,
      Fetcher fetcher,
      Pacing pacing,
      Backoff backoff,
      RandomGenerator chance,
      int pieceBytes) {}

  private final Means means;
  private final Turn turn;
  private final Digest artifact;
  private final long offset;
  private final byte[] range;
  private final Heard heard;
  private int filled;
  private int failed;

  private RangeFetch(
      Means means, Turn turn, Digest artifact, long offset, int length, Heard heard) {
    this.means = means;
    this.turn = turn;
    this.artifact = artifact;
    this.offset = offset;
    this.range = new byte[length];
    this.heard = heard;
  }

  static void start(Means means, Turn turn, Digest artifact, long offset, int length, Heard heard) {
    new RangeFetch(means, turn, artifact, offset, length, heard).next();
  }

  private void next() {
    Duration delay = means.pacing().delay(means.loop().now());
    if (delay.isZero()) {
      send();
    } else {
      means.loop().after(delay, this::send);
    }
  }

  private void send() {
    if (turn.isLive()) {
      int length = Math.min(means.pieceBytes(), range.length - filled);
      means.fetcher().fetch(artifact, offset + filled, length, turn, f -> replied(f, length));
    }
  }

  private void replied(Fetched fetched, int asked) {
    if (fetched instanceof Fetched.Piece piece) {
      took(piece.bytes(), asked);
    } else if (fetched instanceof Fetched.Later later) {
      means.loop().after(pause(later.after()), this::send);
    } else {
      heard.refused(((Fetched.Refused) fetched).why());
    }
  }

  /** At least what was asked for, never much more than the cap, and never all devices at once. */
  private Duration pause(Duration asked) {
    Duration cap = means.backoff().cap();
    Duration least = asked.compareTo(cap) < 0 ? asked : cap;
    return least.plus(means.backoff().next(failed++, means.chance()));
  }

  private void took(Bytes bytes, int asked) {
    means.pacing().received(bytes.size(), means.loop().now());
    heard.received(bytes.size());
    if (bytes.size() != asked) {
      heard.wrong("asked for " + asked + " bytes, got " + bytes.size());
      return;
    }
    failed = 0;
    bytes.asBuffer().get(range, filled, asked);
    filled += asked;
    if (filled == range.length) {
      heard.whole(range);
    } else {
      next();
    }
  }
}

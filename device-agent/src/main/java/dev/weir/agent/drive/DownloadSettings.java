package dev.weir.agent.drive;

import dev.weir.protocol.channel.Artifacts;
import java.time.Duration;

/**
 * How an agent downloads.
 *
 * @param rate bytes a second; 0: no limit
 * @param pieceBytes asked for at a time, at most
 * @param attempts so often a chunk may arrive wrong before the action fails
 * @param limit of the time from accepting to downloaded, counted anew after a restart: a device's
 *     clock may jump, its timers do not
 * @param decodingPrice what a second of decoding is worth, in bytes of download: which payload is
 *     taken; 0: the smallest
 */
public record DownloadSettings(
    long rate, int pieceBytes, int attempts, Duration limit, long decodingPrice) {
  private static final int MIN_PIECE = 1024;

  public static final DownloadSettings DEFAULTS =
      new DownloadSettings(0, 64 * 1024, 3, Duration.ofHours(24), 0);

  public DownloadSettings {
    if (rate < 0) {
      throw new IllegalArgumentException("rate must not be negative; found " + rate);
    }
    if (pieceBytes < MIN_PIECE || pieceBytes > Artifacts.MAX_PIECE) {
      throw new IllegalArgumentException(
          "pieceBytes must be from "
              + MIN_PIECE
              + " to "
              + Artifacts.MAX_PIECE
              + "; found "
              + pieceBytes);
    }
    if (attempts < 1 || limit.toMillis() < 1) {
      throw new IllegalArgumentException("attempts and limit must be positive");
    }
  }

  /** The same with another rate. */
  public DownloadSettings withRate(long bytesPerSecond) {
    return new DownloadSettings(bytesPerSecond, pieceBytes, attempts, limit, decodingPrice);
  }

  /** The same with another price of a second of decoding. */
  public DownloadSettings withDecodingPrice(long bytes) {
    return new DownloadSettings(rate, pieceBytes, attempts, limit, bytes);
  }

  /** A piece that keeps a slow download even: at most a quarter of a second's bytes. */
  int piece() {
    return rate == 0 ? pieceBytes : (int) Math.max(MIN_PIECE, Math.min(pieceBytes, rate / 4));
  }
}

package dev.weir.region.drive;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.List;

/**
 * How the payload cache works.
 *
 * @param releaseKeys whose manifests are believed, Ed25519 public keys
 * @param bytes that it holds at most
 * @param piece bytes of one fetch from global
 * @param fetches artifacts that are fetched at a time
 * @param retry shortest wait after a fetch failed; it doubles, up to a minute
 * @param askAgain how long a device is asked to wait for what is not here yet
 */
public record CacheSettings(
    List<Bytes> releaseKeys,
    long bytes,
    int piece,
    int fetches,
    Duration retry,
    Duration askAgain) {
  public CacheSettings {
    releaseKeys = List.copyOf(releaseKeys);
    if (piece < 1 || piece > Artifacts.MAX_PIECE || fetches < 1) {
      throw new IllegalArgumentException(
          "piece must be from 1 to " + Artifacts.MAX_PIECE + " and fetches at least 1");
    }
  }

  /** Ten GiB, fetched in pieces of 256 KiB, four artifacts at a time. */
  public static CacheSettings of(List<Bytes> releaseKeys) {
    return new CacheSettings(
        releaseKeys,
        10L * 1024 * 1024 * 1024,
        256 * 1024,
        4,
        Duration.ofSeconds(1),
        Duration.ofMillis(500));
  }

  /** The same with room for so many bytes. */
  public CacheSettings holding(long room) {
    return new CacheSettings(releaseKeys, room, piece, fetches, retry, askAgain);
  }
}

package dev.weir.builder.choice;

import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Limits;
import java.util.OptionalInt;

/**
 * How large a payload's chunks are: the smallest power of two, from 64 KiB to 1 MiB, that needs no
 * more chunks than a manifest may list. Small chunks lose little to a flipped bit; few chunks make
 * a small manifest.
 */
public final class ChunkSize {
  /** In bytes. */
  public static final int LEAST = 64 * 1024;

  /** In bytes. */
  public static final int MOST = Payload.MAX_CHUNK;

  /** Largest payload that can be cut into chunks at all, in bytes. */
  public static final long LARGEST_PAYLOAD = (long) MOST * Limits.CHUNKS;

  private ChunkSize() {}

  /**
   * The chunk size in bytes; empty where the payload is above {@link #LARGEST_PAYLOAD}.
   *
   * @param payloadBytes size of the payload
   * @param least a power of two from {@link #LEAST} to {@link #MOST}, above the smallest where the
   *     manifest would else be too large
   */
  public static OptionalInt of(long payloadBytes, int least) {
    int size = least;
    while (size < MOST && payloadBytes > (long) size * Limits.CHUNKS) {
      size *= 2;
    }
    return payloadBytes > (long) size * Limits.CHUNKS ? OptionalInt.empty() : OptionalInt.of(size);
  }
}

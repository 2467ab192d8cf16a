package dev.weir.builder.choice;

import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Limits;
import java.util.OptionalInt;

/**
 * How large a payload's chunks are: the smallest power of two, from 8 KiB to 1 MiB, that cuts it
 * into at most 32 chunks; above 64 KiB only as large as a manifest's limit of chunks asks for.
 * Small chunks lose little to a flipped bit or a device that restarts; few chunks make a small
 * manifest and few requests.
 */
public final class ChunkSize {
  /** In bytes. */
  public static final int LEAST = 8 * 1024;

  private static final int FEW = 32;
  private static final int USUAL = 64 * 1024;

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
    while (size < USUAL && payloadBytes > (long) size * FEW) {
      size *= 2;
    }
    while (size < MOST && payloadBytes > (long) size * Limits.CHUNKS) {
      size *= 2;
    }
    return payloadBytes > (long) size * Limits.CHUNKS ? OptionalInt.empty() : OptionalInt.of(size);
  }
}

package dev.weir.agent.download;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;

/**
 * Where a download stands: whole verified chunks, in order. Source: docs/protocol.md, 5.3.
 *
 * @param verified so many chunks, from the first
 */
public record Chunks(Payload payload, int verified) {
  public Chunks {
    if (verified < 0 || verified > payload.chunks().size()) {
      throw new IllegalArgumentException("verified is from 0 to the number of chunks");
    }
  }

  public static Chunks none(Payload payload) {
    return new Chunks(payload, 0);
  }

  public boolean isComplete() {
    return verified == payload.chunks().size();
  }

  /** Where the next chunk begins, in bytes: so much is there. */
  public long offset() {
    return Math.min(payload.size(), (long) verified * payload.chunkBytes());
  }

  /** Length of the next chunk, in bytes. */
  public int length() {
    return payload.chunkLength(verified);
  }

  /** Whether these bytes are the next chunk. */
  public boolean isNext(byte[] chunk) {
    return !isComplete()
        && chunk.length == length()
        && Digest.of(chunk).equals(payload.chunks().get(verified));
  }

  /** After the next chunk was verified and written. */
  public Chunks advanced() {
    return new Chunks(payload, verified + 1);
  }
}

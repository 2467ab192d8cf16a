package dev.weir.agent.slot;

import dev.weir.protocol.id.Digest;
import java.io.IOException;

/**
 * Where payloads grow, named by their digest. What a loss of power leaves here is not trusted: it
 * is verified chunk by chunk again.
 */
public interface DownloadArea {
  /** Free room, in bytes. */
  long room() throws IOException;

  /** What there is of a payload, in bytes; 0 where there is nothing. */
  long size(Digest payload) throws IOException;

  /**
   * Reads up to {@code length} bytes to {@code at}; fewer only where the file ends.
   *
   * @return how many were read; 0 at and after the end
   */
  int read(Digest payload, long offset, byte[] into, int at, int length) throws IOException;

  /** Writes bytes; not durable before {@link #sync}. */
  void write(Digest payload, long offset, byte[] from, int length) throws IOException;

  /** Cuts off what is beyond this size; does nothing where there is less. */
  void truncate(Digest payload, long size) throws IOException;

  /** When this returns, all that was written is durable. */
  void sync(Digest payload) throws IOException;

  /** Deletes all payloads but this one. */
  void keepOnly(Digest payload) throws IOException;

  /** Deletes all payloads. */
  void clear() throws IOException;
}

package dev.weir.agent.slot;

import java.io.IOException;

/**
 * The two slots. Only {@code InactiveSlot} writes. Trouble of the disk is an {@link IOException}:
 * it fails the action, not the agent.
 */
public interface Slots {
  /** The most that one slot can hold now, in bytes. */
  long capacity(Slot slot) throws IOException;

  /** What the slot holds, in bytes; 0 where it was never written. */
  long size(Slot slot) throws IOException;

  /**
   * Reads up to {@code length} bytes to {@code at}; fewer only where the slot ends.
   *
   * @return how many were read; 0 at and after the end
   */
  int read(Slot slot, long offset, byte[] into, int at, int length) throws IOException;

  /** Makes the slot empty. */
  void clear(Slot slot) throws IOException;

  /** Writes bytes; not durable before {@link #sync}. */
  void write(Slot slot, long offset, byte[] from, int length) throws IOException;

  /** When this returns, all that was written is durable. */
  void sync(Slot slot) throws IOException;
}

package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a spool is kept: on a disk, and never as a whole in memory. For one thread. Trouble of the
 * disk is an {@link IOException}: it pauses telemetry, not the agent. After one the store is to be
 * opened again, which mends what can be mended.
 */
public interface SpoolStore {
  /** Opens it, where it is not open. Empty where nothing was ever committed. */
  Optional<SpoolRecord> open() throws IOException;

  /** What the packs up to this sequence take. */
  Fill fill(long upTo) throws IOException;

  /** The first packs above a sequence, in order. */
  SpoolPage after(long sequence, int most) throws IOException;

  /** The oldest packs of a priority, in order. */
  List<SpoolHead> oldest(Priority priority, int most) throws IOException;

  /** Takes the change as a whole; when this returns, it survives a loss of power. */
  void commit(SpoolChange change) throws IOException;
}

package dev.weir.sim.check;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.slot.Slot;
import dev.weir.protocol.id.Digest;

/** Who sees each change of a device's disk, when it is made, and each start of an image. */
public interface DeviceWatch {
  /** A slot is about to be changed. */
  void writes(Slot slot);

  /** Boot control's record was replaced. */
  void boots(BootRecord before, BootRecord after);

  /** The agent's store is about to take a change. */
  void stores(Commit change);

  /** An image was started on trial. */
  void probed(Digest image, boolean healthy);
}

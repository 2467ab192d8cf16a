package dev.weir.agent.drive;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import dev.weir.patcher.apply.BaseImage;
import java.io.IOException;

/** The running slot as the base of a delta. */
final class SlotBase implements BaseImage {
  private final Slots slots;
  private final Slot slot;
  private final long size;

  SlotBase(Slots slots, Slot slot) throws IOException {
    this.slots = slots;
    this.slot = slot;
    this.size = slots.size(slot);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = slots.read(slot, offset + done, into, at + done, length - done);
      if (count <= 0) {
        throw new IOException("slot " + slot + " ends at " + (offset + done) + " of " + size);
      }
      done += count;
    }
  }
}

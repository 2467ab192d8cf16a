package dev.weir.agent.boot;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import java.io.IOException;

/**
 * The only way to write a slot: the one that nothing runs and that nothing goes back to. A device
 * so always has a bootable slot.
 */
public final class InactiveSlot {
  private final Slots slots;
  private final Slot slot;

  private InactiveSlot(Slots slots, Slot slot) {
    this.slots = slots;
    this.slot = slot;
  }

  /** The slot that is not active. During a trial both are needed, and asking for it is a bug. */
  public static InactiveSlot of(Slots slots, BootRecord record) {
    if (record.trial().isPresent()) {
      throw new IllegalStateException("no slot is free during a trial");
    }
    return new InactiveSlot(slots, record.active().other());
  }

  public Slot slot() {
    return slot;
  }

  public void clear() throws IOException {
    slots.clear(slot);
  }

  public void write(long offset, byte[] from, int length) throws IOException {
    slots.write(slot, offset, from, length);
  }

  public void sync() throws IOException {
    slots.sync(slot);
  }
}

package dev.weir.agent.boot;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.slot.Slots;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.security.MessageDigest;

/** What a device runs where boot control's record was lost: the slot with the committed image. */
public final class BootRepair {
  private static final int BUFFER = 64 * 1024;

  private BootRepair() {}

  /**
   * Measures both slots.
   *
   * @param committed what the device committed last
   * @throws IOException names both digests where neither slot holds it
   */
  public static BootRecord from(Slots slots, SlotContents committed) throws IOException {
    StringBuilder measured = new StringBuilder();
    for (Slot slot : Slot.values()) {
      Digest digest = measure(slots, slot);
      if (digest.equals(committed.image())) {
        return BootRecord.settled(slot, committed);
      }
      measured.append(", slot ").append(slot).append(" has ").append(digest.brief());
    }
    throw new IOException(
        "boot control's record is lost and no slot holds the committed image "
            + committed.image().brief()
            + measured
            + "; write a known image to a slot and start with an empty data folder");
  }

  private static Digest measure(Slots slots, Slot slot) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    long offset = 0;
    for (int n = slots.read(slot, 0, buffer, 0, BUFFER); n > 0; ) {
      digest.update(buffer, 0, n);
      offset += n;
      n = slots.read(slot, offset, buffer, 0, BUFFER);
    }
    return Digest.ofRaw(digest.digest());
  }
}

package dev.weir.agent.drive;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import dev.weir.protocol.id.Digest;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The slots' digests, as this process measured them by reading the slots back. */
final class Measures {
  private final Slots slots;
  private final Map<Slot, Digest> known = new EnumMap<>(Slot.class);

  Measures(Slots slots) {
    this.slots = slots;
  }

  /** The digest of a slot that was measured. */
  Digest of(Slot slot) {
    return Optional.ofNullable(known.get(slot))
        .orElseThrow(() -> new IllegalStateException("slot " + slot + " was not measured"));
  }

  boolean knows(Slot slot) {
    return known.containsKey(slot);
  }

  /** The slot is about to change. */
  void forget(Slot slot) {
    known.remove(slot);
  }

  /** Reads the whole slot, whatever was known of it. */
  void measure(Slot slot, Slices slices, Slices.Then then) {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[Slices.BYTES];
    long[] offset = {0};
    slices.run(
        () -> {
          int count = slots.read(slot, offset[0], buffer, 0, buffer.length);
          digest.update(buffer, 0, count);
          offset[0] += count;
          return count > 0;
        },
        () -> {
          known.put(slot, Digest.ofRaw(digest.digest()));
          then.run();
        });
  }
}

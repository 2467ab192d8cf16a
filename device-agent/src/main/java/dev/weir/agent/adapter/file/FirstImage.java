package dev.weir.agent.adapter.file;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Fills slot a of a new device. Repeated from the beginning where power failed before its end. */
public final class FirstImage {
  private FirstImage() {}

  /** Copies the image and says what boot control's first record is. */
  public static BootRecord copy(Path image, Version version, FileSlots slots) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[64 * 1024];
    slots.clear(Slot.A);
    long offset = 0;
    try (InputStream in = Files.newInputStream(image)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        slots.write(Slot.A, offset, buffer, n);
        offset += n;
      }
    }
    if (offset == 0) {
      throw new IOException(image + " is empty; give the image that the device runs");
    }
    slots.sync(Slot.A);
    return BootRecord.settled(Slot.A, SlotContents.shipped(version, Digest.ofRaw(digest.digest())));
  }
}

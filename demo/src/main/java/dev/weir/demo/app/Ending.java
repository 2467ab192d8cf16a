package dev.weir.demo.app;

import dev.weir.agent.adapter.file.FileBootStore;
import dev.weir.agent.adapter.file.FileSlots;
import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.boot.BootStore;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;

/** Believes no report: reads each device's slot files and compares. */
final class Ending {
  private final World world;

  Ending(World world) {
    this.world = world;
  }

  boolean compareSlots(Path goodImage) throws IOException {
    world.display().chapter("7  The slots themselves");
    Digest wanted = digest(goodImage);
    boolean well = true;
    for (Plot.Device device : world.plot().devices()) {
      Path slot = activeSlot(world.deviceFolder(device));
      Digest found = digest(slot);
      boolean same = found.equals(wanted);
      well &= same;
      world.display().say((same ? "same      " : "DIFFERENT ") + found.brief() + "  " + slot);
    }
    world.display().say("release   " + wanted.brief() + "  " + goodImage.getFileName());
    return well;
  }

  /** The slot file that the device's boot control selects. */
  private static Path activeSlot(Path folder) {
    if (new FileBootStore(folder.resolve("boot"), new Patience(Duration.ofSeconds(1))).read()
        instanceof BootStore.Whole whole) {
      return new FileSlots(folder).file(whole.record().running());
    }
    throw new StoryEndedEarly("the boot record in " + folder + " can't be read");
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest sha = Digest.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.ofRaw(sha.digest());
  }
}

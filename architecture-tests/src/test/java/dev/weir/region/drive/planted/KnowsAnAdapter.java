package dev.weir.region.drive.planted;

import dev.weir.trust.adapter.file.SyncedFile;
import java.nio.file.Path;

/** A driver knows an adapter: planted for {@code PlantedTest}. */
public final class KnowsAnAdapter {
  String it(Path file) {
    return SyncedFile.read(file, 1);
  }
}

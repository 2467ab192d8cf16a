package dev.weir.patcher.planted;

import dev.weir.trust.adapter.file.SyncedFile;
import java.nio.file.Path;

/** A pure class asks an adapter: planted for {@code PlantedTest}. */
public final class AsksAnAdapter {
  String it(Path file) {
    return SyncedFile.read(file, 1);
  }
}

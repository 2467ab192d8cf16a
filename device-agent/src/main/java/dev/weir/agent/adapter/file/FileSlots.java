package dev.weir.agent.adapter.file;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import java.io.IOException;
import java.nio.file.Path;

/** Slots as {@code slot-a.img} and {@code slot-b.img} in one folder. */
public final class FileSlots implements Slots {
  private final Path folder;

  public FileSlots(Path folder) {
    this.folder = folder;
  }

  /** Where a slot is. */
  public Path file(Slot slot) {
    return folder.resolve("slot-" + slot.label() + ".img");
  }

  @Override
  public long capacity(Slot slot) throws IOException {
    return size(slot) + OpenFiles.room(folder);
  }

  @Override
  public long size(Slot slot) throws IOException {
    return OpenFiles.size(file(slot));
  }

  @Override
  public int read(Slot slot, long offset, byte[] into, int at, int length) throws IOException {
    return OpenFiles.read(file(slot), offset, into, at, length);
  }

  @Override
  public void clear(Slot slot) throws IOException {
    OpenFiles.truncate(file(slot), 0);
  }

  @Override
  public void write(Slot slot, long offset, byte[] from, int length) throws IOException {
    OpenFiles.write(file(slot), offset, from, length);
  }

  @Override
  public void sync(Slot slot) throws IOException {
    OpenFiles.sync(file(slot));
  }
}

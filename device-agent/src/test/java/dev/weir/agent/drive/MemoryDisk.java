package dev.weir.agent.drive;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootStore;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.MemoryStore;
import dev.weir.agent.journal.Rescued;
import dev.weir.agent.slot.DownloadArea;
import dev.weir.agent.slot.NoRoom;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import dev.weir.agent.spool.Fill;
import dev.weir.agent.spool.MemorySpoolStore;
import dev.weir.agent.spool.SpoolChange;
import dev.weir.agent.spool.SpoolHead;
import dev.weir.agent.spool.SpoolPage;
import dev.weir.agent.spool.SpoolRecord;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.telemetry.Priority;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All that a device keeps. A loss of power takes what was not synced. */
final class MemoryDisk {
  final Points points = new Points();
  MemoryStore store = new MemoryStore();
  MemorySpoolStore spool = new MemorySpoolStore();
  Optional<BootRecord> boot = Optional.empty();
  long room = Long.MAX_VALUE;
  boolean faulty;
  boolean full;
  boolean slotsFull;

  /** Files that there is no room for. */
  Predicate<String> refused = name -> false;

  /** Bytes written to slots, those after a kill included. */
  long slotBytes;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> synced = new TreeMap<>();

  void put(Slot slot, byte[] image) {
    files.put(slot.name(), image);
    synced.put(slot.name(), image);
  }

  byte[] slot(Slot slot) {
    return files.getOrDefault(slot.name(), new byte[0]);
  }

  Map<String, byte[]> files() {
    return files;
  }

  void losePower() {
    files.clear();
    files.putAll(synced);
  }

  private int read(String name, long offset, byte[] into, int at, int length) {
    byte[] content = files.getOrDefault(name, new byte[0]);
    int count = (int) Math.max(0, Math.min(length, content.length - offset));
    System.arraycopy(content, (int) Math.min(offset, content.length), into, at, count);
    return count;
  }

  private void write(String name, long offset, byte[] from, int length) throws IOException {
    if (faulty) {
      throw new IOException("input/output error");
    }
    if (full || (slotsFull && name.length() == 1) || refused.test(name)) {
      throw new NoRoom(name);
    }
    slotBytes += name.length() == 1 ? length : 0;
    byte[] old = files.getOrDefault(name, new byte[0]);
    byte[] content = Arrays.copyOf(old, (int) Math.max(old.length, offset + length));
    System.arraycopy(from, 0, content, (int) offset, length);
    files.put(name, content);
  }

  private void sync(String name) {
    synced.put(name, files.getOrDefault(name, new byte[0]));
  }

  private interface Effect {
    void run() throws IOException;
  }

  private void effect(String what, Effect effect) throws IOException {
    points.at("before " + what);
    effect.run();
    points.at("after " + what);
  }

  AgentStore asStore() {
    return new AgentStore() {
      @Override
      public Optional<Kept> load() {
        return store.load();
      }

      @Override
      public Optional<Rescued> rescued() {
        return store.rescued();
      }

      @Override
      public void commit(Commit change) {
        points.at("before commit");
        store.commit(change);
        points.at("after commit");
      }
    };
  }

  SpoolStore asSpool() {
    return new SpoolStore() {
      @Override
      public Optional<SpoolRecord> open() throws IOException {
        return spool.open();
      }

      @Override
      public Fill fill(long upTo) {
        return spool.fill(upTo);
      }

      @Override
      public SpoolPage after(long sequence, int most) {
        return spool.after(sequence, most);
      }

      @Override
      public List<SpoolHead> oldest(Priority priority, int most) {
        return spool.oldest(priority, most);
      }

      @Override
      public void commit(SpoolChange change) throws IOException {
        effect("commit of spool", () -> spool.commit(change));
      }
    };
  }

  BootStore asBootStore() {
    return new BootStore() {
      @Override
      public Found read() {
        return boot.<Found>map(Whole::new).orElseGet(Nothing::new);
      }

      @Override
      public void replace(BootRecord record) {
        points.at("before boot record");
        boot = Optional.of(record);
        points.at("after boot record");
      }
    };
  }

  Slots asSlots() {
    return new Slots() {
      @Override
      public long capacity(Slot slot) {
        return room;
      }

      @Override
      public long size(Slot slot) {
        return slot(slot).length;
      }

      @Override
      public int read(Slot slot, long offset, byte[] into, int at, int length) {
        return MemoryDisk.this.read(slot.name(), offset, into, at, length);
      }

      @Override
      public void clear(Slot slot) throws IOException {
        effect("clear of slot", () -> files.remove(slot.name()));
      }

      @Override
      public void write(Slot slot, long offset, byte[] from, int length) throws IOException {
        effect("write of slot", () -> MemoryDisk.this.write(slot.name(), offset, from, length));
      }

      @Override
      public void sync(Slot slot) throws IOException {
        effect("sync of slot", () -> MemoryDisk.this.sync(slot.name()));
      }
    };
  }

  DownloadArea asDownloads() {
    return new DownloadArea() {
      @Override
      public long room() {
        return room;
      }

      @Override
      public long size(Digest payload) {
        return files.getOrDefault(payload.hex(), new byte[0]).length;
      }

      @Override
      public int read(Digest payload, long offset, byte[] into, int at, int length) {
        return MemoryDisk.this.read(payload.hex(), offset, into, at, length);
      }

      @Override
      public void write(Digest payload, long offset, byte[] from, int length) throws IOException {
        effect(
            "write of payload", () -> MemoryDisk.this.write(payload.hex(), offset, from, length));
      }

      @Override
      public void truncate(Digest payload, long size) throws IOException {
        if (size < size(payload)) {
          effect(
              "cut of payload",
              () ->
                  files.computeIfPresent(
                      payload.hex(), (name, old) -> Arrays.copyOf(old, (int) size)));
        }
      }

      @Override
      public void sync(Digest payload) throws IOException {
        effect("sync of payload", () -> MemoryDisk.this.sync(payload.hex()));
      }

      @Override
      public void keepOnly(Digest payload) throws IOException {
        effect(
            "clearing of downloads",
            () ->
                files.keySet().removeIf(name -> name.length() > 1 && !name.equals(payload.hex())));
      }

      @Override
      public void clear() throws IOException {
        effect(
            "clearing of downloads",
            () -> {
              files.keySet().removeIf(name -> name.length() > 1);
              synced.keySet().removeIf(name -> name.length() > 1);
            });
      }
    };
  }
}

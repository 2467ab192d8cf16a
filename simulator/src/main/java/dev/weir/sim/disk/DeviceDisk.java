package dev.weir.sim.disk;

import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootStore;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.sim.check.DeviceWatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * All that one device keeps: two slots, boot control's record, downloads, the agent's store, its
 * spool.
 */
public final class DeviceDisk {
  private final Map<Slot, SimFile> slots = new EnumMap<>(Slot.class);
  private final TreeMap<Digest, SimFile> downloads = new TreeMap<>();
  private final DeviceWatch watch;
  private final Fuse fuse;
  private final MemoryAgentStore store;
  private final MemorySpoolStore spool;
  private BootRecord boot;

  /** A device as it was shipped: slot a holds an image, and nothing was ever stored. */
  public DeviceDisk(byte[] image, Version version, DeviceWatch watch, Fuse fuse) {
    this.watch = watch;
    this.fuse = fuse;
    this.store = new MemoryAgentStore(watch, fuse);
    this.spool = new MemorySpoolStore(fuse);
    this.boot = BootRecord.settled(Slot.A, SlotContents.shipped(version, Digest.of(image)));
    slots.put(Slot.A, SimFile.holding(image));
    slots.put(Slot.B, new SimFile());
  }

  /** Boot control's record as it is. */
  public BootRecord boot() {
    return boot;
  }

  /** The slot's bytes as they are. */
  public byte[] content(Slot slot) {
    return file(slot).content();
  }

  /** What of the slot would be left for sure after a loss of power. */
  public byte[] durable(Slot slot) {
    return file(slot).durable();
  }

  public MemoryAgentStore store() {
    return store;
  }

  public MemorySpoolStore spool() {
    return spool;
  }

  public SimSlots slots() {
    return new SimSlots(this, watch);
  }

  public SimDownloads downloads() {
    return new SimDownloads(downloads);
  }

  /** Boot control's own storage; each replacement is durable at once, or not made. */
  public BootStore bootStore() {
    return new BootStore() {
      @Override
      public Found read() {
        return new Whole(boot);
      }

      @Override
      public void replace(BootRecord record) {
        fuse.commit(
            () -> {
              BootRecord before = boot;
              boot = record;
              watch.boots(before, record);
            });
      }
    };
  }

  SimFile file(Slot slot) {
    SimFile file = slots.get(slot);
    if (file == null) {
      throw new IllegalStateException("no slot " + slot);
    }
    return file;
  }

  /** What was not synced is lost, or half there. */
  public void losePower(RandomGenerator chance) {
    slots.values().forEach(file -> file.losePower(chance));
    downloads.values().forEach(file -> file.losePower(chance));
  }
}

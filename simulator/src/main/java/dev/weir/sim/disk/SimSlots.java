package dev.weir.sim.disk;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import dev.weir.sim.check.DeviceWatch;

/** The slots of a simulated device. */
public final class SimSlots implements Slots {
  private static final long CAPACITY = 1 << 20;

  private final DeviceDisk disk;
  private final DeviceWatch watch;

  SimSlots(DeviceDisk disk, DeviceWatch watch) {
    this.disk = disk;
    this.watch = watch;
  }

  @Override
  public long capacity(Slot slot) {
    return CAPACITY;
  }

  @Override
  public long size(Slot slot) {
    return disk.file(slot).size();
  }

  @Override
  public int read(Slot slot, long offset, byte[] into, int at, int length) {
    return disk.file(slot).read(offset, into, at, length);
  }

  @Override
  public void clear(Slot slot) {
    watch.writes(slot);
    disk.file(slot).truncate(0);
  }

  @Override
  public void write(Slot slot, long offset, byte[] from, int length) {
    watch.writes(slot);
    disk.file(slot).write(offset, from, length);
  }

  @Override
  public void sync(Slot slot) {
    disk.file(slot).sync();
  }
}

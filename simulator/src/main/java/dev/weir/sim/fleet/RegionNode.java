package dev.weir.sim.fleet;

import dev.weir.node.Metrics;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.drive.RegionDriver;
import dev.weir.region.drive.RegionSettings;
import dev.weir.region.drive.TelemetryDriver;
import dev.weir.region.drive.TelemetrySettings;
import dev.weir.region.telemetry.Retention;
import dev.weir.sim.check.Invariant;
import dev.weir.sim.check.RegionCheck;
import dev.weir.sim.check.RegionWatch;
import dev.weir.sim.check.Violation;
import dev.weir.sim.disk.MemoryRegionStore;
import dev.weir.sim.disk.MemoryTelemetryStore;
import dev.weir.sim.disk.SimCache;
import dev.weir.sim.network.GlobalEnd;
import dev.weir.sim.network.SimFrontEnd;
import dev.weir.sim.network.SimGlobalLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A regional controller. */
final class RegionNode extends Node {
  private final RegionId id;
  private final RegionCheck check;
  private final RegionWatch watch;
  private final MemoryRegionStore store;
  private final MemoryTelemetryStore readings;
  private final TreeMap<Digest, Bytes> cached = new TreeMap<>();
  private Optional<SimFrontEnd> frontEnd = Optional.empty();

  RegionNode(World world, RegionId id) {
    super(world, "region-" + id.name(), Duration.ZERO);
    this.id = id;
    this.check = new RegionCheck(id, world.truth(), this::clock);
    this.watch = new TracedRegion(name, world.trace(), check);
    this.store = new MemoryRegionStore(watch, fuse);
    this.readings = new MemoryTelemetryStore(fuse);
  }

  RegionId id() {
    return id;
  }

  RegionCheck check() {
    return check;
  }

  /** Its end of its devices' links, while it is up. */
  Optional<SimFrontEnd> frontEnd() {
    return frontEnd;
  }

  /** Its link to global, by name. */
  String link() {
    return name + "/global";
  }

  @Override
  void boot() {
    SimGlobalLink link =
        new SimGlobalLink(world.kernel(), world.network(), link(), this::global, watch);
    SimCache cache = new SimCache(loop(), link, cached);
    Metrics metrics = new Metrics();
    TelemetryDriver telemetry =
        new TelemetryDriver(
            loop(), () -> readings, TelemetrySettings.of(Retention.DEFAULT), metrics);
    RegionDriver driver =
        new RegionDriver(
            loop(), chance, store, link, cache, telemetry, metrics, RegionSettings.of(id));
    SimFrontEnd end = new SimFrontEnd(id, driver, cache, this::sends);
    driver.start();
    driver.serveAt(List.of(new Endpoint(end.transport(), end.address())));
    frontEnd = Optional.of(end);
  }

  private Optional<GlobalEnd> global() {
    return world.global().isUp() ? Optional.of(world.global()) : Optional.empty();
  }

  private void sends(DeviceId device, Bytes downlink) {
    world.trace().bytes(downlink.toArray());
    try {
      watch.says(device, Downlink.CODEC.decode(downlink));
    } catch (Malformed e) {
      throw new Violation(Invariant.NO_TROUBLE, e);
    }
  }

  @Override
  void died() {
    frontEnd.ifPresent(SimFrontEnd::close);
    frontEnd = Optional.empty();
  }
}

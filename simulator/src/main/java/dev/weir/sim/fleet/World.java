package dev.weir.sim.fleet;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.check.Truth;
import dev.weir.sim.kernel.Chance;
import dev.weir.sim.kernel.Kernel;
import dev.weir.sim.kernel.Trace;
import dev.weir.sim.network.Network;
import dev.weir.trust.signature.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A global controller, regions and devices in virtual time, from one seed. */
final class World {
  private final Kernel kernel = new Kernel();
  private final Trace trace = new Trace(kernel);
  private final Truth truth = new Truth();
  private final Chance chance;
  private boolean fragile;
  private final Network network;
  private final Pipeline pipeline;
  private final GlobalNode global;
  private final TreeMap<RegionId, RegionNode> regions = new TreeMap<>();
  private final TreeMap<DeviceId, DeviceNode> devices = new TreeMap<>();

  World(long seed, Duration lease) {
    this.chance = new Chance(seed);
    this.network = new Network(kernel, chance);
    this.pipeline = new Pipeline(Ed25519.of(seedOf("release-key")));
    this.global = new GlobalNode(this, lease);
  }

  /** Thirty-two bytes for a private key. */
  Bytes seedOf(String name) {
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    chance.of("key/" + name).nextBytes(seed);
    return Bytes.wrap(seed);
  }

  Kernel kernel() {
    return kernel;
  }

  Trace trace() {
    return trace;
  }

  Truth truth() {
    return truth;
  }

  Chance chance() {
    return chance;
  }

  Network network() {
    return network;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Bytes releaseKey() {
    return pipeline.signer().publicKey();
  }

  GlobalNode global() {
    return global;
  }

  RegionNode region(RegionId id) {
    RegionNode region = regions.get(id);
    if (region == null) {
      throw new IllegalStateException("no region " + id);
    }
    return region;
  }

  List<RegionNode> regions() {
    return List.copyOf(regions.values());
  }

  List<DeviceNode> devices() {
    return List.copyOf(devices.values());
  }

  void add(RegionNode region) {
    regions.put(region.id(), region);
  }

  void add(DeviceNode device) {
    devices.put(device.id(), device);
    truth.device(device.identity());
  }

  /** The node with this name. */
  Optional<Node> node(String name) {
    if (name.equals(global.name)) {
      return Optional.of(global);
    }
    for (RegionNode region : regions.values()) {
      if (region.name.equals(name)) {
        return Optional.of(region);
      }
    }
    return Optional.ofNullable(
        name.startsWith("device-") ? devices.get(DeviceId.of(name.substring(7))) : null);
  }

  /** Whether devices die in the middle of their actions. */
  boolean isFragile() {
    return fragile;
  }

  void fragile(boolean isFragile) {
    fragile = isFragile;
  }

  /** Lets time pass. */
  void run(Duration length) {
    Instant end = kernel.now().plus(length);
    boolean more = true;
    while (more) {
      more = kernel.step(end);
    }
  }
}

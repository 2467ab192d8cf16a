package dev.weir.sim.fleet;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.drive.AgentDriver;
import dev.weir.agent.drive.AgentPorts;
import dev.weir.agent.drive.AgentSettings;
import dev.weir.agent.drive.DownloadSettings;
import dev.weir.agent.drive.LinkSettings;
import dev.weir.agent.drive.TelemetrySettings;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.link.Home;
import dev.weir.agent.link.Residence;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.update.Step;
import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.sim.check.DeviceCheck;
import dev.weir.sim.check.DeviceWatch;
import dev.weir.sim.check.Invariant;
import dev.weir.sim.check.Violation;
import dev.weir.sim.disk.DeviceDisk;
import dev.weir.sim.disk.SimTrial;
import dev.weir.sim.network.Connection;
import dev.weir.sim.network.GlobalEnd;
import dev.weir.sim.network.SimFrontEnd;
import dev.weir.sim.network.SimPayloads;
import dev.weir.sim.network.SimRegistrar;
import dev.weir.trust.manifest.TrustedState;
import dev.weir.trust.signature.Signer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/** A device and its agent. */
final class DeviceNode extends Node {
  /** Devices are slow: a step takes time in which power can fail. */
  private static final Duration PACE = Duration.ofMillis(15);

  private static final long RATE = 600;
  private static final double FRAGILE = 0.5;
  private static final int FRAGILE_COMMITS = 14;

  private final DeviceOwned identity;
  private final Signer signer;
  private final DeviceDisk disk;
  private final DeviceCheck check;
  private Home home = new Home(Optional.empty(), List.of());
  private Optional<Connection> connection = Optional.empty();

  DeviceNode(World world, DeviceOwned identity, Signer signer, byte[] image, Version version) {
    super(world, "device-" + identity.device().name(), PACE);
    this.identity = identity;
    this.signer = signer;
    DeviceWatchRelay relay = new DeviceWatchRelay();
    this.disk = new DeviceDisk(image, version, relay, fuse);
    this.check =
        new DeviceCheck(
            identity,
            disk.boot(),
            world.truth(),
            slot -> Digest.of(disk.content(slot)),
            slot -> Digest.of(disk.durable(slot)),
            world.kernel()::now,
            this::clock);
    relay.to(check);
  }

  DeviceId id() {
    return identity.device();
  }

  DeviceOwned identity() {
    return identity;
  }

  DeviceCheck check() {
    return check;
  }

  /** Its link to its region, by name. */
  String link() {
    return name + "/link";
  }

  /** Where it lives; on its disk. */
  void livesAt(Home other) {
    home = other;
  }

  Optional<RegionId> region() {
    return home.region();
  }

  private Optional<SimFrontEnd> frontEnd() {
    return region().flatMap(id -> world.region(id).frontEnd());
  }

  private Optional<GlobalEnd> global() {
    return world.global().isUp() ? Optional.of(world.global()) : Optional.empty();
  }

  /** While devices are fragile, many die somewhere in an action, and again after a start. */
  private void strain() {
    if (world.isFragile() && chance.nextDouble() < FRAGILE) {
      fuse.light(1 + chance.nextInt(FRAGILE_COMMITS), chance.nextBoolean());
    }
  }

  @Override
  void boot() {
    if (check.step().map(step -> !step.isFinal()).orElse(false)) {
      strain();
    }
    BootControl boot =
        BootControl.start(
            disk.bootStore(),
            () -> {
              throw new Violation(
                  Invariant.BOOTABLE_SLOT, new IllegalStateException("the boot record is lost"));
            });
    AgentSettings settings =
        AgentSettings.of(id(), identity.model(), identity.hardware(), "mqtt")
            .with(new DownloadSettings(RATE, 1024, 3, Duration.ofHours(24), 0))
            .with(LinkSettings.DEFAULTS.withHeartbeat(Duration.ofSeconds(60)))
            .with(TelemetrySettings.DEFAULTS.withEvery(Duration.ofSeconds(30)));
    AgentPorts ports =
        new AgentPorts(
            loop(),
            chance,
            disk.store(),
            disk.slots(),
            boot,
            new SimTrial(loop(), disk, check),
            disk.downloads(),
            this::connect,
            new SimPayloads(world.kernel(), world.network(), link(), id(), this::frontEnd, chance),
            new TrustedState(List.of(world.releaseKey())),
            signer,
            disk.spool(),
            this::measure,
            new SimRegistrar(world.kernel(), world.network(), name + "/global", id(), this::global),
            new DiskResidence());
    new AgentDriver(settings, ports).start();
  }

  /** A small machine whose load is drawn. */
  private void measure(ObjDoubleConsumer<Metric> into) {
    into.accept(Metric.CPU_LOAD, chance.nextInt(100) / 100.0);
    into.accept(Metric.MEMORY_TOTAL, 64 << 20);
    into.accept(Metric.MEMORY_USED, (40 << 20) + chance.nextInt(1 << 20));
  }

  private Channel connect(ChannelListener listener) {
    Connection next =
        Connection.open(world.kernel(), world.network(), link(), id(), this::frontEnd, listener);
    connection = Optional.of(next);
    return next;
  }

  @Override
  void died() {
    connection.ifPresent(Connection::abandoned);
    connection = Optional.empty();
    disk.losePower(chance);
    check.lostPower();
  }

  private final class DiskResidence implements Residence {
    @Override
    public Home home() {
      return home;
    }

    @Override
    public void move(Home next) {
      world.trace().say(name + " moves to " + next.region());
      livesAt(next);
    }
  }

  /** What it runs for good, and what it runs. */
  BootRecord runs() {
    return disk.boot();
  }

  /** The disk's watch is made before the check that needs the disk. */
  private final class DeviceWatchRelay implements DeviceWatch {
    private Optional<DeviceCheck> check = Optional.empty();

    void to(DeviceCheck other) {
      check = Optional.of(other);
    }

    @Override
    public void writes(Slot slot) {
      check.ifPresent(c -> c.writes(slot));
    }

    @Override
    public void boots(BootRecord before, BootRecord after) {
      check.ifPresent(c -> c.boots(before, after));
    }

    @Override
    public void stores(Commit change) {
      change
          .entry()
          .map(JournalEntry::action)
          .ifPresent(
              action ->
                  world
                      .trace()
                      .say(
                          name
                              + " enters "
                              + action.step()
                              + " under "
                              + action.generation()
                              + action
                                  .failure()
                                  .map(f -> " " + f + " " + action.detail())
                                  .orElse("")));
      check.ifPresent(c -> c.stores(change));
      if (change.entry().map(e -> e.action().step() == Step.OFFERED).orElse(false)) {
        strain();
      }
    }

    @Override
    public void probed(Digest image, boolean healthy) {
      check.ifPresent(c -> c.probed(image, healthy));
    }
  }
}

package dev.weir.agent.drive;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootRepair;
import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.link.Home;
import dev.weir.agent.link.Registrar;
import dev.weir.agent.link.Residence;
import dev.weir.agent.probe.Probe;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.slot.Trial;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.TrustedState;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One device, its disk, its region and its releases, in virtual time. */
final class World {
  static final DeviceId DEVICE = DeviceId.of("pump-1");
  static final Model MODEL = new Model("pump");
  static final Signer RELEASE_KEY = Ed25519.of(seed(1));
  static final Signer REPORT_KEY = Ed25519.of(seed(2));
  static final Home NORTH = home("north");
  static final Home SOUTH = home("south");
  static final byte[] SHIPPED = Releases.image(7, 300_000);
  private static final Logger QUIET = Logger.getLogger("dev.weir.agent");

  static {
    QUIET.setLevel(Level.OFF);
  }

  final VirtualTime time = new VirtualTime();
  final MemoryDisk disk = new MemoryDisk();
  final FakeRegion region = new FakeRegion(REPORT_KEY.publicKey());
  final FakeRegion south = new FakeRegion(REPORT_KEY.publicKey());
  Home home = NORTH;
  Registrar.Answer belongs = new Registrar.Failed("global is away");
  final List<Instant> asked = new ArrayList<>();
  Optional<String> cantMove = Optional.empty();
  final Map<Digest, Bytes> artifacts = new TreeMap<>();
  final List<String> fetched = new ArrayList<>();
  final List<Slot> probed = new ArrayList<>();
  UnaryOperator<Fetched> onLink = f -> f;
  Consumer<Digest> beforeStart = image -> {};
  Optional<String> objection = Optional.empty();
  ProbeOutput health = new ProbeOutput.Exited(0, "ok");
  AgentSettings settings = AgentSettings.of(DEVICE, MODEL, "r1", "mqtt");
  int lives;
  long measured;
  Optional<SpoolStore> spool = Optional.empty();
  Optional<Probe> probe = Optional.empty();
  private VirtualTime.Life life = time.life();
  private Optional<AgentDriver> driver = Optional.empty();

  World() {
    this(SHIPPED);
  }

  World(byte[] shipped) {
    disk.put(Slot.A, shipped);
    disk.boot =
        Optional.of(
            BootRecord.settled(
                Slot.A, SlotContents.shipped(new Version("1.0"), Digest.of(shipped))));
  }

  static Bytes seed(int n) {
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    seed[0] = (byte) n;
    return Bytes.wrap(seed);
  }

  private static Home home(String region) {
    return new Home(
        Optional.of(RegionId.of(region)),
        List.of(new Endpoint("mqtt", URI.create("mqtts://" + region + ".example:8883"))));
  }

  private FakeRegion served() {
    return home.equals(NORTH) ? region : south;
  }

  /** Global is far away, and says what it is told to. */
  private void ask(Consumer<Registrar.Answer> reply) {
    asked.add(time.now());
    life.after(Duration.ofMillis(300), () -> reply.accept(belongs));
  }

  private final class FakeResidence implements Residence {
    @Override
    public Home home() {
      return home;
    }

    @Override
    public void move(Home next) throws IOException {
      disk.points.at("before move");
      if (cantMove.isPresent()) {
        throw new IOException(cantMove.get());
      }
      home = next;
      disk.points.at("after move");
    }
  }

  /** Starts the process: boot control first. */
  void start() {
    life = time.life();
    lives++;
    BootControl boot = BootControl.start(disk.asBootStore(), this::repair);
    AgentPorts ports =
        new AgentPorts(
            life,
            new SplittableRandom(lives),
            disk.asStore(),
            disk.asSlots(),
            boot,
            new FakeTrial(),
            disk.asDownloads(),
            heard -> served().connector(life, disk.points).open(heard),
            new FakeSource(),
            new TrustedState(List.of(RELEASE_KEY.publicKey())),
            REPORT_KEY,
            spool.orElseGet(disk::asSpool),
            probe.orElse(this::measure),
            this::ask,
            new FakeResidence());
    AgentDriver next = new AgentDriver(settings, ports);
    driver = Optional.of(next);
    next.start();
  }

  /** Each measurement has another value, so that one that is missing or doubled is seen. */
  private void measure(ObjDoubleConsumer<Metric> into) {
    measured++;
    into.accept(Metric.CPU_LOAD, measured / 1_000_000.0);
    into.accept(Metric.NETWORK_SENT, (double) measured);
    into.accept(Metric.MEMORY_TOTAL, 1 << 24);
    into.accept(Metric.TEMPERATURE, Double.NaN);
  }

  private BootRecord repair() {
    try {
      return BootRepair.from(disk.asSlots(), disk.store.load().orElseThrow().record().committed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AgentDriver driver() {
    return driver.orElseThrow();
  }

  /** {@code kill -9}; with a loss of power nothing unsynced is left. */
  void kill(boolean power) {
    life.end();
    region.cut();
    south.cut();
    if (power) {
      disk.losePower();
    }
  }

  /** Runs for a while; a process that is killed is started again. */
  void run(Duration length, boolean power) {
    long end = time.now().plus(length).toEpochMilli();
    boolean up = true;
    while (time.now().toEpochMilli() < end) {
      try {
        if (!up) {
          start();
          up = true;
        }
        time.run(Duration.ofMillis(end - time.now().toEpochMilli()));
      } catch (Killed e) {
        kill(power);
        up = false;
      }
    }
  }

  void run(Duration length) {
    run(length, false);
  }

  /** What runs now. */
  byte[] running() {
    return disk.slot(disk.boot.orElseThrow().running());
  }

  /** Phases that were reported for the newest generations, inventories left out. */
  List<UpdatePhase> phases() {
    return region.reports.stream().filter(r -> r.rollout().isPresent()).map(Report::phase).toList();
  }

  Report last() {
    return region.reports.get(region.reports.size() - 1);
  }

  Optional<FailureClass> failure() {
    return last().failure();
  }

  private final class FakeTrial implements Trial {
    @Override
    public Optional<String> objection(Slot slot, ImageFormat format) {
      return objection;
    }

    @Override
    public void start(Slot slot, Health wanted, Consumer<ProbeOutput> reply) {
      disk.points.at("before start of image");
      beforeStart.accept(Digest.of(disk.slot(slot)));
      probed.add(slot);
      life.after(Duration.ofMillis(50), () -> reply.accept(health));
    }
  }

  private final class FakeSource implements PayloadSource {
    private boolean busy;

    @Override
    public String path() {
      return "http";
    }

    @Override
    public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
      if (busy) {
        throw new AssertionError("one call at a time");
      }
      busy = true;
      fetched.add(artifact.brief() + "@" + offset);
      life.after(
          Duration.ofMillis(5),
          () -> {
            busy = false;
            reply.accept(onLink.apply(piece(artifact, offset, length)));
          });
    }

    private Fetched piece(Digest artifact, long offset, int length) {
      if (region.offline) {
        return new Fetched.Later(Duration.ofSeconds(1), "offline");
      }
      return Optional.ofNullable(artifacts.get(artifact))
          .<Fetched>map(all -> new Fetched.Piece(cut(all, offset, length)))
          .orElseGet(() -> new Fetched.Refused("no such artifact"));
    }

    private static Bytes cut(Bytes all, long offset, int length) {
      int from = (int) Math.min(offset, all.size());
      return all.slice(from, Math.min(length, all.size() - from));
    }

    @Override
    public void close() {}
  }
}

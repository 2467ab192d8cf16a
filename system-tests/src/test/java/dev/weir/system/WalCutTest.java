package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.node.Metrics;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.region.drive.RegionDriver;
import dev.weir.region.drive.RegionSettings;
import dev.weir.region.store.Batch;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.RegionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power fails under a region, just after something was acknowledged: what the disk surely has then
 * is the database and its log as they were when the last commit returned, and any part of what was
 * written later. SQLite syncs the log at each commit under {@code synchronous=FULL}, which {@link
 * SynchronousTest} demands of every connection; that is what "surely" rests on here.
 */
class WalCutTest {
  private static final long SEED = 23;
  private static final int PUMPS = 8;
  private static final int ROUNDS = 90;
  private static final int ENTRIES_IN_ROUND = 3;
  private static final int ONE_COMMIT_IN = 16;
  private static final int TORN_CUTS = 3;
  private static final int LOG_HEADER_BYTES = 32;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final List<Pump> pumps = Pump.many(PUMPS);
  private final ConcurrentSkipListMap<DeviceId, Long> told = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListSet<DeviceId> served = new ConcurrentSkipListSet<>();
  private final ConcurrentLinkedQueue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Throwable> trouble = new AtomicReference<>();
  private int torn;
  private int acrossLogs;
  private int looked;

  /** The files as they were when a commit returned. */
  private record Synced(Bytes database, Bytes log) {}

  /**
   * A loss of power during a commit.
   *
   * @param before when the commit before returned
   * @param told what devices had been told when this one began
   * @param log as this commit left it
   */
  private record Cut(Synced before, TreeMap<DeviceId, Long> told, Bytes log) {}

  /** The production store, and what its files were at some commits. */
  private final class Watched implements RegionStore {
    private final RegionStore store;
    private final SplittableRandom sample = chance.split();
    private Optional<Synced> last = Optional.empty();

    Watched(RegionStore store) {
      this.store = store;
    }

    @Override
    public Loaded load() {
      return store.load();
    }

    @Override
    public void commit(Batch batch) {
      TreeMap<DeviceId, Long> before = new TreeMap<>(told);
      store.commit(batch);
      Synced now = new Synced(read(RegionProcess.database(folder)), read(logOf(folder)));
      last.filter(synced -> sample.nextInt(ONE_COMMIT_IN) == 0 || isAnew(synced.log(), now.log()))
          .ifPresent(synced -> cuts.add(new Cut(synced, before, now.log())));
      last = Optional.of(now);
    }

    /** After a checkpoint SQLite writes the log from its start again, under another header. */
    private static boolean isAnew(Bytes before, Bytes now) {
      return !before.slice(0, LOG_HEADER_BYTES).equals(now.slice(0, LOG_HEADER_BYTES));
    }

    @Override
    public List<RelayedReport> relayed(long after, int limit) {
      return store.relayed(after, limit);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path logOf(Path folder) {
    return folder.resolve("region.db-wal");
  }

  /** Where the region's word leaves. */
  private final class Leaving implements FrontEnd {
    @Override
    public String transport() {
      return "mqtt";
    }

    @Override
    public URI address() {
      return URI.create("mqtts://127.0.0.1:1");
    }

    @Override
    public void send(DeviceId device, Bytes downlink) {
      try {
        Downlink told = Downlink.CODEC.decode(downlink);
        if (told.retryAfter().isZero()) {
          served.add(device);
        }
        tell(device, told.acknowledged());
      } catch (Malformed e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {}
  }

  private void tell(DeviceId device, long cursor) {
    told.merge(device, cursor, Math::max);
  }

  @Test
  void whatWasAcknowledgedIsThereWhereverTheLogIsCut() throws Exception {
    ThreadLoop loop = new ThreadLoop("region", trouble::set);
    FrontEnd mqtt = new Leaving();
    Metrics metrics = new Metrics();
    try (RegionStore store =
            new Watched(SqliteRegionStore.open(RegionProcess.database(folder), Instant.now()));
        RegionDriver driver =
            new RegionDriver(
                loop,
                chance.split(),
                store,
                new OwningGlobal(pumps),
                new FullCache(),
                RegionProcess.telemetry(folder, metrics),
                metrics,
                oneEventACommit())) {
      driver.start();
      for (Pump pump : pumps) {
        driver.connected(Peer.of(pump.id()), mqtt);
      }
      for (int round = 0; round < ROUNDS; round++) {
        pumps.forEach(this::write);
        await(
            () -> {
              pumps.forEach(pump -> send(driver, mqtt, pump));
              return pumps.stream().allMatch(this::isTold);
            });
        lookAtCuts();
      }
    } finally {
      loop.drain(LIMIT);
    }
    assertThat(trouble.get()).isNull();
    assertThat(looked).as("commits that were cut").isGreaterThan(10);
    assertThat(torn).as("cuts inside a write").isGreaterThan(looked);
    assertThat(acrossLogs).as("cuts while the log began anew").isPositive();
  }

  private static RegionSettings oneEventACommit() {
    RegionSettings usual = RegionSettings.of(OwningGlobal.REGION);
    return new RegionSettings(
        usual.region(),
        usual.limits(),
        usual.queue(),
        1,
        usual.syncEvery(),
        usual.syncApart(),
        usual.syncTimeout());
  }

  private void write(Pump pump) {
    pump.beats();
    for (int entry = 1; entry < ENTRIES_IN_ROUND; entry++) {
      pump.inventory();
    }
  }

  private boolean isTold(Pump pump) {
    return told.getOrDefault(pump.id(), 0L) == pump.lastSequence();
  }

  private void send(RegionDriver driver, FrontEnd mqtt, Pump pump) {
    long cursor = told.getOrDefault(pump.id(), 0L);
    if (cursor == 0) {
      send(driver, mqtt, pump, pump.hello());
    }
    pump.above(cursor).ifPresent(entries -> send(driver, mqtt, pump, entries));
  }

  private void send(RegionDriver driver, FrontEnd mqtt, Pump pump, Uplink message) {
    driver.received(
        Peer.of(pump.id()),
        mqtt,
        Uplink.CODEC.encode(message),
        reception -> taken(pump, message, reception));
  }

  /**
   * An acknowledgement too: section 8.2 sends PUBACK when the effects are durable. What comes
   * before the region knows that it owns the device has none.
   */
  private void taken(Pump pump, Uplink message, Reception reception) {
    assertThat(reception).isNotEqualTo(Reception.REFUSED);
    if (reception == Reception.TAKEN
        && served.contains(pump.id())
        && message instanceof Entries entries) {
      tell(pump.id(), entries.entries().get(entries.entries().size() - 1).sequence());
    }
  }

  private void lookAtCuts() throws IOException {
    for (Cut cut = cuts.poll(); cut != null; cut = cuts.poll()) {
      looked++;
      int first = Arrays.mismatch(cut.before().log().toArray(), cut.log().toArray());
      assertThat(first).as("the commit wrote something").isNotNegative();
      look(cut, first);
      for (int i = 0; i < TORN_CUTS; i++) {
        look(cut, chance.nextInt(first, cut.log().size()));
        torn++;
      }
      if (first < LOG_HEADER_BYTES) {
        acrossLogs++;
        look(cut, chance.nextInt(first, LOG_HEADER_BYTES));
      }
    }
  }

  /** Opens what the disk has where the later write reached it up to {@code end}. */
  private void look(Cut cut, int end) throws IOException {
    byte[] before = cut.before().log().toArray();
    byte[] log = Arrays.copyOf(before, Math.max(before.length, end));
    System.arraycopy(cut.log().toArray(), 0, log, 0, end);
    Path copy = Files.createTempDirectory(folder, "cut");
    Files.write(RegionProcess.database(copy), cut.before().database().toArray());
    Files.write(logOf(copy), log);
    KeptRegion kept = KeptRegion.open(copy);
    for (Pump pump : pumps) {
      kept.holds(pump, cut.told().getOrDefault(pump.id(), 0L));
    }
    try (var files = Files.newDirectoryStream(copy)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(copy);
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(trouble.get()).isNull();
      assertThat(System.nanoTime()).as("acknowledged in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}

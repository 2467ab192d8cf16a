package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.firstFailure;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Pair;
import dev.weir.global.fleet.Device;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Rollouts;
import dev.weir.global.store.Commit;
import dev.weir.global.store.GlobalStore;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.trust.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a fleet in the middle of its work is damaged here and there; global goes on. */
class CorruptStoreTest {
  private static final int DEVICES = 20;
  private static final int FRAME = 24 + DatabaseFile.PAGE;
  private static final RolloutId OPEN = RolloutId.of("open");

  @TempDir static Path shared;

  /** The fleet before the damage. */
  private static final World BEFORE = new World();

  /** The whole file after an orderly stop; and the file and its log after a kill. */
  private static byte[] file = new byte[0];

  private static byte[] killed = new byte[0];
  private static byte[] log = new byte[0];
  private static DatabaseFile pages;
  private static SortedMap<String, Object> rows = new TreeMap<>();

  @TempDir private Path folder;
  private int runs;

  @BeforeAll
  static void live() throws IOException {
    Path path = shared.resolve("global.db");
    GlobalStore first = SqliteGlobalStore.open(path, false, Samples.NOON);
    first.commit(new Commit.Builder().put(job()).build());
    BEFORE.store = first;
    BEFORE.restart();
    BEFORE.withFleet(DEVICES);
    BEFORE.done(
        BEFORE.driver.putResidency(
            List.of(new ResidencyRule("n", "device in (n1,n2)", List.of(NORTH))), Terms.NONE));
    rollout("ended", "device in (n0,s0)");
    BEFORE.done(BEFORE.driver.command(RolloutId.of("ended"), Rollouts.Command.ABORT, ""));
    rollout("done", "device in (n1,s1)");
    for (int i = 0; i < DEVICES; i++) {
      report("n" + i, i);
    }
    BEFORE.syncAll();
    first.close();
    GlobalStore store = SqliteGlobalStore.open(path, false, Samples.NOON);
    BEFORE.store = store;
    BEFORE.restart();
    BEFORE.done(
        BEFORE.driver.start(
            spec(
                "open",
                "device notin (n0,n1,s0,s1)",
                List.of(firstFailure()),
                count("canary", 1, gate(1, Duration.ofHours(1))),
                all("rest", gate(1, Duration.ZERO)))));
    BEFORE.syncAll();
    BEFORE.done(BEFORE.driver.pin(World.id("n5"), Optional.of(SOUTH)));
    BEFORE.done(BEFORE.driver.pin(World.id("n6"), Optional.of(SOUTH)));
    BEFORE.sync(BEFORE.south());
    rows = rows(store);
    killed = Files.readAllBytes(path);
    log = Files.readAllBytes(shared.resolve("global.db-wal"));
    store.close();
    file = Files.readAllBytes(path);
    pages = DatabaseFile.of(path);
    assertThat(pages.leaves).hasSize(15);
    assertThat(pages.inner).containsKeys("device", "member", "feed", "token");
  }

  /** Of a rollout of long ago. */
  private static DeltaJob job() {
    return DeltaJobs.done(
        DeltaJobs.wanted(new Pair(Samples.OLD_IMAGE, Samples.OLD_IMAGE), Samples.NOON),
        "w",
        List.of(Samples.delta(Samples.DELTA)),
        Samples.NOON);
  }

  private static void rollout(String name, String selector) {
    BEFORE.done(
        BEFORE.driver.start(
            spec(name, selector, List.of(firstFailure()), all("all", gate(1, Duration.ZERO)))));
    BEFORE.syncAll();
  }

  private static void report(String device, long sequence) {
    Report report = Samples.report(World.id(device), 1, Optional.empty(), Samples.OLD_IMAGE);
    BEFORE
        .north()
        .reports
        .add(
            new RelayedReport(
                sequence + 1, report.device(), 1, Reports.sign(BEFORE.reportKey, report)));
  }

  /** What can be read of each table. */
  private static SortedMap<String, Object> rows(GlobalStore store) {
    SortedMap<String, Object> rows = new TreeMap<>();
    Map<String, Device> devices = new TreeMap<>();
    store.eachDevice(device -> devices.put(device.id().text(), device));
    rows.put("device", devices);
    rows.put("region", store.regions());
    rows.put("release", store.releases());
    rows.put("release_key", store.releaseKeys());
    rows.put("rollout", store.rollouts());
    rows.put("counts", store.counts());
    rows.put("residency", store.residency());
    rows.put("counter", store.counters());
    rows.put("change", store.changes());
    rows.put("delta_job", store.deltaJobs());
    rows.put(
        "feed", Stream.of(NORTH, SOUTH).map(id -> store.feed(id, 0, Integer.MAX_VALUE)).toList());
    rows.put(
        "member",
        devices.keySet().stream()
            .map(id -> store.member("urn:weir:device:" + id))
            .collect(Collectors.toList()));
    rows.put(
        "action_report",
        devices.values().stream().map(device -> store.reportsOf(device.id())).toList());
    return rows;
  }

  private static byte[] harmed(byte[] bytes, int from, int to) {
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, from, to, (byte) 0xa5);
    return damaged;
  }

  private static byte[] page(int page) {
    return harmed(file, (page - 1) * DatabaseFile.PAGE, page * DatabaseFile.PAGE);
  }

  /** Starts on the damaged file, lets regions sync, and demands that all is as it should be. */
  private void survives(String what, byte[] damaged, byte[] damagedLog, String... tables)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("run" + runs++));
    Path path = home.resolve("global.db");
    Files.write(path, damaged);
    if (damagedLog.length > 0) {
      Files.write(home.resolve("global.db-wal"), damagedLog);
    }
    try (SqliteGlobalStore store = SqliteGlobalStore.open(path, true, Samples.NOON)) {
      String kept = store.salvaged().orElseThrow().kept();
      assertThat(Files.readAllBytes(home.resolve(kept))).as(what).isEqualTo(damaged);
      SortedMap<String, Object> left = rows(store);
      SortedMap<String, Object> untouched = new TreeMap<>(rows);
      for (String table : tables) {
        untouched.remove(table);
      }
      if (untouched.containsKey("device")) {
        assertThat(left).as(what).containsAllEntriesOf(untouched);
      }
      World world = after(store);
      demandSense(what, world);
      demandNewNumbers(what, world);
    }
  }

  /** The same artifacts and regions, and a new process on this store. */
  private static World after(GlobalStore store) {
    World world = new World();
    world.loop.advance(Duration.between(world.loop.now(), BEFORE.loop.now()));
    for (Digest artifact : BEFORE.artifacts.all()) {
      world.artifacts.put(BEFORE.artifacts.read(artifact).orElseThrow());
    }
    BEFORE.regions.forEach((id, region) -> world.regions.put(id, region.copy()));
    world.store = store;
    world.restart();
    world.syncAll();
    return world;
  }

  private static void demandSense(String what, World world) {
    assertThat(world.store.salvaged()).as(what).isEmpty();
    assertThat(world.driver.notice()).as(what).isPresent();
    assertThat(world.done(world.driver.overview()).changes())
        .as(what)
        .extracting(Change::kind)
        .contains("storeSalvaged");
    for (Device row : world.devices()) {
      for (FakeRegion region : world.regions.values()) {
        DeviceOwned owned = region.devices.get(row.id());
        boolean isOwn = row.region().equals(Optional.of(region.id));
        assertThat(Optional.ofNullable(owned))
            .as("%s: %s in %s", what, row.id(), region.id)
            .isEqualTo(isOwn ? Optional.of(row.owned()) : Optional.empty());
      }
    }
    for (Rollout rollout : world.store.rollouts()) {
      for (FakeRegion region : world.regions.values()) {
        Directive told = region.directives.get(rollout.id());
        assertThat(told.state()).as("%s: %s", what, rollout.id()).isEqualTo(rollout.state());
        assertThat(told.revision()).as(what).isEqualTo(rollout.revision());
        assertThat(told.waves()).as(what).hasSameSizeAs(rollout.waves());
      }
    }
    BEFORE.north().directives.values().stream()
        .filter(told -> told.state() == RolloutState.ABORTED)
        .forEach(
            told ->
                assertThat(world.north().directives.get(told.rollout()).state())
                    .as("%s: stays aborted", what)
                    .isEqualTo(RolloutState.ABORTED));
  }

  /** Nothing that was given out is given out again. */
  private static void demandNewNumbers(String what, World world) {
    long epoch =
        BEFORE.regions.values().stream()
            .flatMap(region -> region.devices.values().stream())
            .mapToLong(DeviceOwned::ownerEpoch)
            .max()
            .orElseThrow();
    assertThat(world.store.counters().ownerEpoch()).as(what).isGreaterThan(epoch);
    assertThat(world.store.counters().rolloutOrder())
        .as(what)
        .isGreaterThan(BEFORE.north().directives.get(OPEN).order());
    for (FakeRegion region : world.regions.values()) {
      assertThat(feedEnd(world, region.id))
          .as(what)
          .isGreaterThan(BEFORE.regions.get(region.id).cursor);
    }
  }

  private static long feedEnd(World world, RegionId id) {
    return world.store.regions().stream()
        .filter(region -> region.id().equals(id))
        .findFirst()
        .orElseThrow()
        .feedEnd();
  }

  @Test
  void aDestroyedHeaderOrFirstPageLosesNothing() throws IOException {
    survives("header", harmed(file, 0, 100), new byte[0]);
    survives("first page", page(1), new byte[0]);
  }

  @Test
  void anInnerPageLosesNoMoreThanItsOwnRows() throws IOException {
    for (Map.Entry<String, List<Integer>> table : pages.inner.entrySet()) {
      survives(
          "inner page of " + table.getKey(),
          page(table.getValue().get(0)),
          new byte[0],
          table.getKey());
    }
  }

  @Test
  void aLeafOfAnyTableIsMendedFromTheOthers() throws IOException {
    for (Map.Entry<String, List<Integer>> table : pages.leaves.entrySet()) {
      List<Integer> leaves = table.getValue();
      survives(
          "leaf of " + table.getKey(),
          page(leaves.get(leaves.size() / 2)),
          new byte[0],
          table.getKey());
    }
  }

  @Test
  void everyDeviceComesBackWhereItWas() throws IOException {
    Path path = folder.resolve("global.db");
    byte[] damaged = file;
    for (int leaf : pages.leaves.get("device")) {
      damaged = harmed(damaged, (leaf - 1) * DatabaseFile.PAGE, leaf * DatabaseFile.PAGE);
    }
    Files.write(path, damaged);
    try (SqliteGlobalStore store = SqliteGlobalStore.open(path, true, Samples.NOON)) {
      World world = after(store);
      Map<String, Optional<RegionId>> owners = new LinkedHashMap<>();
      BEFORE.regions.forEach((id, region) -> assertThat(region.devices).isNotEmpty());
      world.devices().forEach(row -> owners.put(row.id().text(), row.region()));
      assertThat(owners).hasSize(2 * DEVICES);
      assertThat(owners.get("n5")).contains(SOUTH);
      assertThat(owners.get("n7")).contains(NORTH);
      demandSense("no device's row", world);
    }
  }

  @Test
  void aFileThatEndsTooEarlyIsMended() throws IOException {
    Random random = new Random(7);
    String[] any = rows.keySet().toArray(String[]::new);
    for (int time = 0; time < 4; time++) {
      int length = DatabaseFile.PAGE + random.nextInt(file.length - DatabaseFile.PAGE);
      survives("cut to " + length, Arrays.copyOf(file, length), new byte[0], any);
    }
  }

  @Test
  void aDamagedLogIsMended() throws IOException {
    int frames = (log.length - 32) / FRAME;
    assertThat(frames).isGreaterThan(20);
    String[] any = rows.keySet().toArray(String[]::new);
    survives("header of the log", killed, harmed(log, 0, 24), any);
    for (int frame : List.of(1, frames / 2, frames - 12)) {
      int at = 32 + frame * FRAME;
      survives("frame " + frame, killed, harmed(log, at + 100, at + 900), any);
      survives("head of frame " + frame, killed, harmed(log, at, at + 24), any);
    }
  }

  @Test
  void aFileThatIsGoneFromAFolderThatWasInUseIsNotTakenForANewOne() {
    Path path = folder.resolve("global.db");
    try (SqliteGlobalStore store = SqliteGlobalStore.open(path, true, Samples.NOON)) {
      World world = after(store);
      assertThat(world.driver.notice().orElseThrow()).contains("all of it is lost");
      assertThat(store.regions()).hasSize(2);
      assertThat(store.counters().ownerEpoch()).isGreaterThan(10L * DEVICES);
      world.enrol("n0", Optional.of(NORTH));
      world.syncAll();
      assertThat(world.north().devices.get(World.id("n0")).ownerEpoch())
          .isEqualTo(store.counters().ownerEpoch());
    }
  }
}

package dev.weir.system.telemetry;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.system.process.Await;
import dev.weir.system.process.Fleet;
import dev.weir.system.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A region and its agents, production processes over real sockets, are killed by {@code SIGKILL}
 * and started again, by a schedule, while the agents measure as fast as they can. After each death
 * of the region, and at the end, its store is held against what the agents' own disks say.
 */
final class KillProof implements AutoCloseable {
  private static final Duration PACK_WITHIN = Duration.ofSeconds(5);
  private static final List<String> TRANSPORTS = List.of("mqtt", "coap", "mqtt");

  /** Every measurement is a commit of its own. */
  private static final String[] QUICK = {"--telemetry-every", "100ms", "--telemetry-flush", "0s"};

  /** One measurement at the start and none after it. */
  private static final String[] STILL = {"--telemetry-every", "1h"};

  private final Path folder;
  private final Fleet fleet;
  private final Program region;
  private final List<Device> devices = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int deaths;
  private long acknowledged;

  /** An agent and its ledger. */
  private record Device(Program agent, SpoolLedger ledger) {}

  /**
   * What came of it.
   *
   * @param atDeaths readings that were acknowledged when the region died, over all its deaths
   * @param faults what must not be; a line each
   */
  record Outcome(long packs, long readings, long atDeaths, List<String> faults) {}

  KillProof(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.fleet = new Fleet(folder, Fleet.QUICK);
    this.region = fleet.region("north", "--sync", "250ms");
    fleet.awaitRegions();
    Path image = Files.writeString(folder.resolve("factory.img"), "what it came with");
    for (int number = 1; number <= TRANSPORTS.size(); number++) {
      devices.add(device("pump-" + number, TRANSPORTS.get(number - 1), image));
    }
  }

  private Device device(String name, String transport, Path image)
      throws IOException, SQLException {
    Program agent =
        fleet.agent(
            name,
            "north",
            List.of(
                "--model",
                "pump-v2",
                "--transport",
                transport,
                "--image",
                image.toString(),
                "--image-version",
                "1.0.0"));
    return new Device(agent, SpoolLedger.in(agent.data(), DeviceId.of(name)));
  }

  static int agents() {
    return TRANSPORTS.size();
  }

  Outcome run(List<Kill> schedule) throws IOException, SQLException {
    devices.forEach(device -> device.agent.start(QUICK));
    Await.until(
        "readings of every agent", () -> devices.stream().allMatch(d -> d.ledger.cursor() > 0));
    for (Kill kill : schedule) {
      if (kill.isOfRegion()) {
        awaitFlow(kill, devices);
        kill(region, "telemetry.db", kill.held());
        lookForAcknowledged();
        region.start();
      } else {
        Device victim = devices.get(kill.victim() - 1);
        awaitFlow(kill, List.of(victim));
        if (!kill.held().isZero()) {
          awaitPack(victim);
        }
        kill(victim.agent, "spool.db", kill.held());
        victim.agent.start(QUICK);
      }
    }
    return end();
  }

  private static void awaitFlow(Kill kill, List<Device> from) {
    if (kill.inFlow()) {
      List<Long> before = cursors(from);
      Await.until("acknowledged readings", () -> !cursors(from).equals(before));
    }
    LockSupport.parkNanos(kill.after().toNanos());
  }

  /** Returns just after a pack was committed: it is on its way, and can't be acknowledged yet. */
  private static void awaitPack(Device device) {
    long before = device.ledger.packs();
    long end = System.nanoTime() + PACK_WITHIN.toNanos();
    while (device.agent.isAlive() && device.ledger.packs() == before && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static List<Long> cursors(List<Device> devices) {
    return devices.stream().map(device -> device.ledger.cursor()).toList();
  }

  private List<Long> packs() {
    return devices.stream().map(device -> device.ledger.packs()).toList();
  }

  private static void kill(Program victim, String store, Duration held) throws IOException {
    if (held.isZero()) {
      victim.kill();
      return;
    }
    HeldStore holding = HeldStore.of(victim.data().resolve(store));
    try {
      LockSupport.parkNanos(held.toNanos());
      victim.kill();
    } finally {
      holding.close();
    }
  }

  /** The region is dead: what it acknowledged is in its files. */
  private void lookForAcknowledged() throws IOException, SQLException {
    StoredReadings stored = lookAtStore();
    for (Device device : devices) {
      List<Reading> acknowledgedOfIt = device.ledger.acknowledged();
      acknowledged += acknowledgedOfIt.size();
      once(device, acknowledgedOfIt, stored, "acknowledged, at death " + deaths + " of the region");
    }
  }

  private StoredReadings lookAtStore() throws IOException, SQLException {
    deaths++;
    return StoredReadings.copyOf(region.data(), folder.resolve("after-" + deaths));
  }

  private void once(Device device, List<Reading> readings, StoredReadings stored, String which) {
    DeviceId who = device.ledger.device();
    long lost = readings.stream().filter(reading -> stored.times(who, reading) == 0).count();
    long more = readings.stream().filter(reading -> stored.times(who, reading) > 1).count();
    demand(lost == 0, who + ": lost " + lost + " of " + readings.size() + " " + which);
    demand(more == 0, who + ": twice " + more + " of " + readings.size() + " " + which);
  }

  private void demand(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  /** The agents measure no more, all that waits is sent, and every reading is counted. */
  private Outcome end() throws IOException, SQLException {
    devices.forEach(device -> device.agent.stop());
    List<Long> before = packs();
    devices.forEach(device -> device.agent.start(STILL));
    for (int i = 0; i < devices.size(); i++) {
      Device device = devices.get(i);
      long then = before.get(i);
      Await.until("its last measurement", () -> device.ledger.packs() > then);
    }
    Await.until("empty spools", () -> devices.stream().allMatch(d -> d.ledger.waiting() == 0));
    region.kill();
    StoredReadings stored = lookAtStore();
    long packs = 0;
    long readings = 0;
    for (Device device : devices) {
      List<Reading> committed = device.ledger.committed();
      packs += device.ledger.packs();
      readings += committed.size();
      once(device, committed, stored, "committed, at the end");
      long dropped = device.ledger.dropped();
      demand(dropped == 0, device.ledger.device() + " dropped " + dropped + ", and had room");
    }
    demand(stored.count() == readings, "stored are " + stored.count() + " of " + readings);
    demand(
        stored.inMinutes() == readings, "minutes have " + stored.inMinutes() + " of " + readings);
    demand(stored.total() == readings, "counted are " + stored.total() + " of " + readings);
    return new Outcome(packs, readings, acknowledged, List.copyOf(faults));
  }

  @Override
  public void close() {
    fleet.close();
  }
}

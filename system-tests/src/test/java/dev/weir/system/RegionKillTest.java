package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A regional controller under load dies by SIGKILL, again and again, and starts from the same
 * folder. What its devices were told stays true. The page cache outlives a kill; {@link WalCutTest}
 * does without it.
 */
class RegionKillTest {
  private static final long SEED = 17;
  private static final int PUMPS = 6;
  private static final int ENTRIES = 400;
  private static final int KILLS = 5;
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final List<LedgerClient> clients = new ArrayList<>();
  private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
  private volatile Optional<URI> address = Optional.empty();
  private Future<?> ticking;
  private Process region;

  @BeforeEach
  void begin() {
    Authority authority = Authority.open(folder.resolve("authority"));
    authority.identify(
        RegionProcess.identity(folder), Peer.of(OwningGlobal.REGION), List.of("127.0.0.1"));
    ChannelProvider mqtt =
        ServiceLoader.load(ChannelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.transport().equals("mqtt"))
            .findFirst()
            .orElseThrow();
    for (Pump pump : Pump.many(PUMPS)) {
      Credentials credentials =
          authority.identify(
              new IdentityFolder(folder.resolve(pump.id().text())), Peer.of(pump.id()), List.of());
      clients.add(new LedgerClient(pump, credentials, mqtt, chance.split(), ENTRIES));
    }
    ticking =
        ticker.scheduleWithFixedDelay(
            () -> address.ifPresent(at -> clients.forEach(client -> client.tick(at))),
            0,
            TICK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void end() throws Exception {
    address = Optional.empty();
    ticker.shutdownNow();
    assertThat(ticker.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    region.destroyForcibly();
    clients.forEach(LedgerClient::close);
  }

  @Test
  void whatWasAcknowledgedOutlivesEveryKillAndCountsOnce() throws Exception {
    start();
    for (int kill = 1; kill <= KILLS; kill++) {
      long enough = acknowledged() + 1 + chance.nextInt(PUMPS * ENTRIES / (KILLS + 2));
      await("entries acknowledged", () -> acknowledged() >= enough);
      LockSupport.parkNanos(chance.nextLong(TICK.toNanos()));
      kill();
      KeptRegion kept = KeptRegion.copyOf(folder, folder.resolve("after-" + kill));
      for (LedgerClient client : clients) {
        kept.holds(client.pump(), client.acknowledged());
      }
      start();
    }
    await("all acknowledged", () -> clients.stream().allMatch(LedgerClient::isDone));
    kill();
    KeptRegion kept = KeptRegion.copyOf(folder, folder.resolve("end"));
    TreeMap<DeviceId, Long> written = new TreeMap<>();
    clients.forEach(client -> written.put(client.pump().id(), client.pump().lastSequence()));
    assertThat(kept.cursors()).isEqualTo(written);
    clients.forEach(client -> kept.holds(client.pump(), client.acknowledged()));
    assertThat(kept.committed()).isEqualTo(PUMPS);
    assertThat(kept.anomalies()).isZero();
  }

  private void start() throws Exception {
    region =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RegionProcess.class.getName(),
                folder.toString(),
                String.valueOf(PUMPS))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("region.log").toFile()))
            .start();
    String said = region.inputReader().readLine();
    assertThat(said).as("its address; region.log has more").isNotNull();
    address = Optional.of(URI.create(said));
  }

  /** When this returns nobody hears anything of the dead any more. */
  private void kill() throws Exception {
    assertThat(region.isAlive()).as("the region lived until it was killed").isTrue();
    region.destroyForcibly();
    address = Optional.empty();
    assertThat(region.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    await("cut off", () -> clients.stream().noneMatch(LedgerClient::isConnected));
  }

  private long acknowledged() {
    return clients.stream().mapToLong(LedgerClient::acknowledged).sum();
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(ticking.isDone()).as("the clients broke").isFalse();
      assertThat(System.nanoTime()).as("in time: %s; %s", what, clients).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }
}

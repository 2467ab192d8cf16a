package dev.weir.global.app;

import dev.weir.console.Console;
import dev.weir.global.adapter.console.DriverFleet;
import dev.weir.global.adapter.disk.DiskArtifacts;
import dev.weir.global.adapter.http.GlobalApi;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.global.adapter.trust.AuthorityCertificates;
import dev.weir.global.drive.ArtifactCheck;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.drive.Settings;
import dev.weir.global.store.GlobalStore;
import dev.weir.node.FolderLock;
import dev.weir.node.HealthServer;
import dev.weir.node.Metrics;
import dev.weir.node.NodeMain;
import dev.weir.node.Options;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.storage.StorageException;
import dev.weir.storage.Trouble;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.pki.Authority;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Route;
import dev.weir.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The global controller's process. Its options stand in docs/architecture.md, "Processes". */
public final class GlobalMain implements NodeMain.Node {
  private static final Logger LOG = LoggerFactory.getLogger(GlobalMain.class);
  private static final int MAX_PORT = 65_535;
  private static final int THREADS = 64;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /** What to close, the newest first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private GlobalMain() {}

  public static void main(String[] arguments) {
    NodeMain.run("global", List.of(arguments), GlobalMain::start);
  }

  /** Starts a global controller; what was opened is closed again where something fails. */
  static GlobalMain start(Options options) throws IOException {
    Path data = options.path("data");
    String host = options.text("host", "127.0.0.1");
    int port = (int) options.number("port", 0, 0, MAX_PORT);
    int healthPort = (int) options.number("health-port", 0, 0, MAX_PORT);
    Duration lease = options.duration("lease", Settings.DEFAULT.lease());
    options.check();
    GlobalMain main = new GlobalMain();
    try {
      main.wire(data, host, port, healthPort, Settings.DEFAULT.withLease(lease));
      return main;
    } catch (IOException | RuntimeException e) {
      main.close();
      throw e;
    }
  }

  private void wire(Path data, String host, int port, int healthPort, Settings settings)
      throws IOException {
    SyncedFile.makeFolder(data);
    opened(FolderLock.hold(data));
    KeptFiles kept = new KeptFiles(data);
    SecureRandom random = new SecureRandom();
    Authority authority = kept.authority();
    kept.writeAuthorities(authority.certificatePem());
    Credentials credentials =
        authority.identify(
            kept.identity(),
            new Peer(Peer.Kind.GLOBAL, "global"),
            Stream.of(host, "localhost", "127.0.0.1").distinct().toList());
    DiskArtifacts artifacts = DiskArtifacts.open(data.resolve("artifacts"));
    AuthorityCertificates certificates = new AuthorityCertificates(authority);
    ThreadLoop loop = new ThreadLoop("global", NodeMain::fail);
    GlobalDriver driver =
        onStore(
            data.resolve("global.db"),
            kept.wasUsed(),
            store -> new GlobalDriver(loop, random, store, artifacts, certificates, settings));
    opened(() -> loop.drain(DRAIN));
    WebServer web =
        opened(
            WebServer.bind(
                new WebServer.Settings(host, port == 0 ? kept.lastPort() : port, THREADS, true),
                credentials));
    Gatekeeper gate =
        new Gatekeeper(kept.token("operator.token", random))
            .withWorkers(kept.token("worker.token", random));
    List<Route> api =
        GlobalApi.routes(driver, artifacts, gate, web.address(), GlobalApi.MAX_ARTIFACT);
    List<Route> console =
        new Console(gate, random, Clock.systemUTC()).global(new DriverFleet(driver));
    web.serve(Stream.concat(api.stream(), console.stream()).toList());
    kept.writePort(web.port());
    kept.writeAddress(web.address().toString());
    ThreadLoop background = opened(new ThreadLoop("artifacts", NodeMain::fail));
    ArtifactCheck check = new ArtifactCheck(background, artifacts, driver::corrupt);
    check.start();
    HealthServer health =
        opened(
            HealthServer.open(
                healthPort,
                driver::trouble,
                () -> driver.notice().or(artifacts::trouble).or(check::trouble),
                metrics(driver)));
    LOG.info("API at {}, health at port {}", web.address(), health.port());
  }

  /** Opens the store; where its reader finds a row that can't be read, it is salvaged at once. */
  private GlobalDriver onStore(
      Path file, boolean wasUsed, Function<GlobalStore, GlobalDriver> reader) {
    SqliteGlobalStore store = opened(SqliteGlobalStore.open(file, wasUsed, Instant.now()));
    try {
      return reader.apply(store);
    } catch (StorageException e) {
      if (e.trouble() != Trouble.CORRUPT) {
        throw e;
      }
      LOG.error("{}: it is salvaged", e.getMessage());
      store.close();
      return reader.apply(opened(SqliteGlobalStore.open(file, wasUsed, Instant.now())));
    }
  }

  private static Metrics metrics(GlobalDriver driver) {
    Metrics metrics = new Metrics();
    metrics.gauge("weir_regions", () -> driver.stats().regions());
    metrics.gauge("weir_releases", () -> driver.stats().releases());
    metrics.gauge("weir_rollouts_open", () -> driver.stats().openRollouts());
    metrics.gauge("weir_reports_taken", () -> driver.stats().reportsTaken());
    metrics.gauge("weir_reports_refused", () -> driver.stats().reportsRefused());
    return metrics;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.error("did not stop in good order", e);
      }
    }
  }
}

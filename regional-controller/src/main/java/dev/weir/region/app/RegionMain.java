package dev.weir.region.app;

import dev.weir.console.Console;
import dev.weir.node.FolderLock;
import dev.weir.node.HealthServer;
import dev.weir.node.Metrics;
import dev.weir.node.NodeMain;
import dev.weir.node.Options;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.message.Endpoint;
import dev.weir.region.adapter.console.QueriesFleet;
import dev.weir.region.adapter.disk.FileArtifactStore;
import dev.weir.region.adapter.global.HttpsGlobalLink;
import dev.weir.region.adapter.http.RegionApi;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.region.adapter.sqlite.SqliteTelemetryStore;
import dev.weir.region.drive.CacheDriver;
import dev.weir.region.drive.CacheSettings;
import dev.weir.region.drive.RegionDriver;
import dev.weir.region.drive.RegionSettings;
import dev.weir.region.drive.TelemetryDriver;
import dev.weir.region.drive.TelemetrySettings;
import dev.weir.region.store.RegionStore;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Route;
import dev.weir.web.WebServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a regional controller. */
public final class RegionMain {
  private static final Logger LOG = LoggerFactory.getLogger(RegionMain.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final int WEB_THREADS = 16;
  private static final int MAX_CONNECTIONS = 250_000;

  private RegionMain() {}

  public static void main(String[] arguments) {
    NodeMain.run("region", List.of(arguments), RegionMain::start);
  }

  /** Starts a region; what was opened is closed again where the start fails. */
  static NodeMain.Node start(Options options) throws Exception {
    RegionOptions wanted = RegionOptions.read(options);
    Stopping stopping = new Stopping();
    try {
      open(wanted, stopping);
    } catch (Exception e) {
      stopping.close();
      throw e;
    }
    return stopping;
  }

  private static void open(RegionOptions wanted, Stopping stopping) throws Exception {
    List<FrontEndProvider> providers = providers();
    RegionFolder folder = new RegionFolder(wanted.data());
    stopping.add(FolderLock.hold(wanted.data()));
    Membership member = Membership.open(folder, wanted.join(), wanted.id());

    Metrics metrics = new Metrics();
    HttpsGlobalLink link = stopping.add(new HttpsGlobalLink(member.global(), member.credentials()));
    RegionStore store = stopping.add(SqliteRegionStore.open(folder.database(), Instant.now()));
    FileArtifactStore files = stopping.add(new FileArtifactStore(folder.cache()));
    ThreadLoop cacheLoop = loop("cache", stopping);
    CacheDriver cache =
        stopping.add(
            new CacheDriver(
                cacheLoop,
                new SplittableRandom(),
                files,
                link,
                CacheSettings.of(member.releaseKeys()).holding(wanted.cacheBytes())));
    TelemetryDriver telemetry =
        stopping.add(telemetry(folder, wanted, metrics, loop("telemetry", stopping)));
    ThreadLoop loop = loop("region", stopping);
    RegionDriver driver =
        stopping.add(
            new RegionDriver(
                loop,
                new SplittableRandom(),
                store,
                link,
                cache,
                telemetry,
                metrics,
                RegionSettings.of(member.region()).syncingEvery(wanted.sync())));
    Ports ports = new Ports(folder, wanted.ports());
    WebServer web =
        stopping.add(
            WebServer.bind(
                new WebServer.Settings(wanted.host(), ports.of("api"), WEB_THREADS, false),
                member.credentials()));
    Gatekeeper gate = new Gatekeeper(folder.operatorToken());
    List<Route> api = RegionApi.routes(driver.queries(), driver, gate, loop::now);
    List<Route> console =
        new Console(gate, new SecureRandom(), Clock.systemUTC())
            .region(member.region(), new QueriesFleet(driver.queries(), driver));
    web.serve(Stream.concat(api.stream(), console.stream()).toList());
    ports.bound("api", web.address().getPort());
    List<Endpoint> endpoints = new ArrayList<>(List.of(new Endpoint("api", web.address())));
    for (FrontEndProvider provider : providers) {
      FrontEnd frontEnd =
          stopping.add(
              provider.open(
                  new FrontEndSettings(
                      wanted.host(),
                      ports.of(provider.transport()),
                      member.credentials(),
                      MAX_CONNECTIONS),
                  driver,
                  cache));
      ports.bound(provider.transport(), frontEnd.address().getPort());
      endpoints.add(new Endpoint(provider.transport(), frontEnd.address()));
      LOG.info("{} at {}", provider.transport(), frontEnd.address());
    }
    ports.keep();
    folder.apiAt(web.address());
    stopping.add(
        HealthServer.open(
            wanted.healthPort(), driver::notReady, driver::degraded, driver.metrics()));
    driver.serveAt(endpoints);
    cache.start();
    driver.start();
    LOG.info("region {}, API at {}, global at {}", member.region(), web.address(), member.global());
  }

  private static TelemetryDriver telemetry(
      RegionFolder folder, RegionOptions wanted, Metrics metrics, ThreadLoop loop) {
    TelemetrySettings settings =
        TelemetrySettings.of(wanted.telemetry()).within(wanted.telemetryBytes());
    return new TelemetryDriver(
        loop,
        () -> SqliteTelemetryStore.open(folder.telemetry(), settings.bytes(), loop.now()),
        settings,
        metrics);
  }

  private static ThreadLoop loop(String name, Stopping stopping) {
    ThreadLoop loop = new ThreadLoop(name, NodeMain::fail);
    stopping.add(
        () -> {
          try {
            loop.drain(DRAIN);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return loop;
  }

  /** Every transport has to be there: a device that can't reach its region is lost to it. */
  private static List<FrontEndProvider> providers() throws IOException {
    Map<String, FrontEndProvider> found = new TreeMap<>();
    ServiceLoader.load(FrontEndProvider.class)
        .forEach(provider -> found.put(provider.transport(), provider));
    List<FrontEndProvider> providers = new ArrayList<>();
    for (String transport : RegionOptions.TRANSPORTS) {
      FrontEndProvider provider = found.get(transport);
      if (provider == null) {
        throw new IOException(
            "transport "
                + transport
                + " has no provider; found "
                + found.keySet()
                + ". Put the jar of transport-"
                + transport
                + " on the class path");
      }
      providers.add(provider);
    }
    return providers;
  }

  /** Which port a service takes: as told, as before, or any free one. */
  private record Ports(RegionFolder folder, Map<String, Integer> told, Map<String, Integer> known) {
    Ports(RegionFolder folder, Map<String, Integer> told) {
      this(folder, told, folder.ports());
    }

    int of(String service) {
      int port = told.getOrDefault(service, RegionOptions.AS_BEFORE);
      return port == RegionOptions.AS_BEFORE ? known.getOrDefault(service, 0) : port;
    }

    void bound(String service, int port) {
      known.put(service, port);
    }

    void keep() {
      folder.keepPorts(known);
    }
  }

  /** Closes what was opened, the last first. */
  private static final class Stopping implements NodeMain.Node {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T closeable) {
      opened.push(closeable);
      return closeable;
    }

    @Override
    public void close() {
      while (!opened.isEmpty()) {
        AutoCloseable last = opened.pop();
        try {
          last.close();
        } catch (Exception e) {
          LOG.warn("{} did not close in good order", last.getClass().getSimpleName(), e);
        }
      }
    }
  }
}

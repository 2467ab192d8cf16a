package dev.weir.system;

import dev.weir.node.Metrics;
import dev.weir.node.NodeMain;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.region.adapter.sqlite.SqliteTelemetryStore;
import dev.weir.region.drive.RegionDriver;
import dev.weir.region.drive.RegionSettings;
import dev.weir.region.drive.TelemetryDriver;
import dev.weir.region.drive.TelemetrySettings;
import dev.weir.region.telemetry.Retention;
import dev.weir.trust.pki.IdentityFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.SplittableRandom;

/**
 * A regional controller to be killed: {@code RegionProcess FOLDER PUMPS}. Driver, loop, store and
 * MQTT front end are the production classes; global and the cache are stand-ins. It prints its
 * address, and ends when its standard input does.
 */
public final class RegionProcess {
  private RegionProcess() {}

  static Path database(Path folder) {
    return folder.resolve("region.db");
  }

  static IdentityFolder identity(Path folder) {
    return new IdentityFolder(folder.resolve("identity"));
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    FullCache cache = new FullCache();
    Metrics metrics = new Metrics();
    RegionDriver driver =
        new RegionDriver(
            new ThreadLoop("region", NodeMain::fail),
            new SplittableRandom(),
            SqliteRegionStore.open(database(folder), Instant.now()),
            new OwningGlobal(Pump.many(Integer.parseInt(arguments[1]))),
            cache,
            telemetry(folder, metrics),
            metrics,
            RegionSettings.of(OwningGlobal.REGION));
    FrontEnd mqtt =
        mqtt()
            .open(
                new FrontEndSettings("127.0.0.1", 0, identity(folder).load(), 1000), driver, cache);
    driver.start();
    System.out.println(mqtt.address());
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  static TelemetryDriver telemetry(Path folder, Metrics metrics) {
    TelemetrySettings settings = TelemetrySettings.of(Retention.DEFAULT);
    return new TelemetryDriver(
        new ThreadLoop("telemetry", NodeMain::fail),
        () ->
            SqliteTelemetryStore.open(
                folder.resolve("telemetry.db"), settings.bytes(), Instant.now()),
        settings,
        metrics);
  }

  private static FrontEndProvider mqtt() {
    return ServiceLoader.load(FrontEndProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.transport().equals("mqtt"))
        .findFirst()
        .orElseThrow();
  }
}

package dev.weir.transport.http.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.trust.pki.KeyPairs;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An agent carries no server: its end works where there is no Jetty. */
class WithoutServerTest {
  @Test
  void theAgentsEndWorksWithoutJetty() throws Exception {
    List<URL> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!place.contains("jetty")) {
        places.add(Path.of(place).toUri().toURL());
      }
    }
    try (URLClassLoader device =
        new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(device.getResource("org/eclipse/jetty/server/Server.class")).isNull();
      Object fetched =
          ((Callable<?>)
                  device.loadClass(Probe.class.getName()).getDeclaredConstructor().newInstance())
              .call();
      assertThat(fetched.toString()).contains("Later").contains("refused");
    }
  }

  /** Runs where classes come from the device's loader. */
  public static final class Probe implements Callable<String> {
    @Override
    public String call() throws Exception {
      PayloadProvider provider =
          ServiceLoader.load(PayloadProvider.class, Probe.class.getClassLoader())
              .findFirst()
              .orElseThrow();
      ChannelSettings settings =
          new ChannelSettings(
              URI.create("https://127.0.0.1:1"),
              DeviceId.of("pump-1"),
              new Credentials(KeyPairs.p256().getPrivate(), List.of(), List.of()),
              Duration.ofSeconds(30));
      CompletableFuture<Fetched> reply = new CompletableFuture<>();
      try (PayloadSource source = provider.open(settings)) {
        source.fetch(new Digest("0".repeat(64)), 0, 1, reply::complete);
        return reply.get(30, TimeUnit.SECONDS).toString();
      }
    }
  }
}

package dev.weir.transport.mqtt.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
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

/** An agent carries no server: its end works where there is no Netty. */
class WithoutServerTest {
  @Test
  void theAgentsEndWorksWithoutNetty() throws Exception {
    List<URL> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!place.contains("netty")) {
        places.add(Path.of(place).toUri().toURL());
      }
    }
    try (URLClassLoader device =
        new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(device.getResource("io/netty/channel/Channel.class")).isNull();
      Object why =
          ((Callable<?>)
                  device.loadClass(Probe.class.getName()).getDeclaredConstructor().newInstance())
              .call();
      assertThat(why.toString()).contains("refused");
    }
  }

  /** Runs where classes come from the device's loader. */
  public static final class Probe implements Callable<String> {
    @Override
    public String call() throws Exception {
      ChannelProvider provider =
          ServiceLoader.load(ChannelProvider.class, Probe.class.getClassLoader())
              .findFirst()
              .orElseThrow();
      ChannelSettings settings =
          new ChannelSettings(
              URI.create("mqtts://127.0.0.1:1"),
              DeviceId.of("pump-1"),
              new Credentials(KeyPairs.p256().getPrivate(), List.of(), List.of()),
              Duration.ofSeconds(30));
      CompletableFuture<String> end = new CompletableFuture<>();
      Channel channel =
          provider.open(
              settings,
              new ChannelListener() {
                @Override
                public void opened() {}

                @Override
                public void received(Bytes downlink) {}

                @Override
                public void closed(String why) {
                  end.complete(why);
                }
              });
      String why = end.get(30, TimeUnit.SECONDS);
      channel.close();
      return why;
    }
  }
}

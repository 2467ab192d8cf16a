package dev.weir.transport.http.region;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.transport.http.Paths;
import java.io.IOException;
import java.time.Duration;

/** Makes HTTP front ends, which carry artifacts only. */
public final class HttpFrontEndProvider implements FrontEndProvider {
  private static final Duration IDLE = Duration.ofSeconds(30);

  @Override
  public String transport() {
    return Paths.TRANSPORT;
  }

  @Override
  public FrontEnd open(FrontEndSettings settings, Uplinks uplinks, Artifacts artifacts)
      throws IOException {
    return HttpFrontEnd.open(settings, artifacts, IDLE);
  }
}

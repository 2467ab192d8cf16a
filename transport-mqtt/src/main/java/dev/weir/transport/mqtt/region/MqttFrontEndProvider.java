package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.transport.mqtt.Topics;
import java.io.IOException;

/** Makes MQTT front ends. MQTT carries messages only: artifacts go over another transport. */
public final class MqttFrontEndProvider implements FrontEndProvider {
  @Override
  public String transport() {
    return Topics.TRANSPORT;
  }

  @Override
  public FrontEnd open(FrontEndSettings settings, Uplinks uplinks, Artifacts artifacts)
      throws IOException {
    return MqttFrontEnd.open(settings, uplinks, Timing.PRODUCTION);
  }
}

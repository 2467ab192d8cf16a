package dev.weir.region.drive;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.URI;
import java.util.TreeMap;

/** A front end that remembers what was said last. */
final class FakeFrontEnd implements FrontEnd {
  final TreeMap<DeviceId, Downlink> said = new TreeMap<>();

  @Override
  public String transport() {
    return "mqtt";
  }

  @Override
  public URI address() {
    return URI.create("mqtts://127.0.0.1:1");
  }

  @Override
  public void send(DeviceId device, Bytes downlink) {
    try {
      said.put(device, Downlink.CODEC.decode(downlink));
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {}
}

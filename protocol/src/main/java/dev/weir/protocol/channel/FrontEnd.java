package dev.weir.protocol.channel;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import java.net.URI;

/** The endpoint of a region that speaks one transport with devices. */
public interface FrontEnd extends AutoCloseable {
  /** The transport's name: {@code mqtt}, {@code coap} or {@code http}. */
  String transport();

  /** Where agents reach it, with the port that is really bound. */
  URI address();

  /**
   * Sends a {@code Downlink}, best effort: it may be lost, repeated or overtaken, and is dropped
   * where the device is not connected here. Only the newest matters. Does not block.
   */
  void send(DeviceId device, Bytes downlink);

  /** Stops listening and ends all connections; a repeat does nothing. */
  @Override
  void close();
}

package dev.weir.transport.mqtt;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Limits;

/** The two topics of a device, and how large a packet may be. Source: docs/protocol.md, 8.2. */
public final class Topics {
  /** The transport's name. */
  public static final String TRANSPORT = "mqtt";

  /** Largest packet in bytes: a message, its topic and the headers. */
  public static final int PACKET = Limits.DEVICE_MESSAGE + 1024;

  private static final String ROOT = "weir/";

  private Topics() {}

  /** Where the device publishes. */
  public static String up(DeviceId device) {
    return ROOT + device.text() + "/up";
  }

  /** Where the region publishes to the device. */
  public static String down(DeviceId device) {
    return ROOT + device.text() + "/down";
  }
}

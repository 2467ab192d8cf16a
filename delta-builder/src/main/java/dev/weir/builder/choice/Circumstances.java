package dev.weir.builder.choice;

import dev.weir.protocol.manifest.PayloadCodec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Devices of a class, on a link, at prices: what the cheapest way to an image depends on. */
public record Circumstances(DeviceClass device, Link link, Prices prices) {
  private static final long MB = 1_000_000;

  /** What codecs decode in a second, in bytes: an agent on a small processor. */
  private static final Map<PayloadCodec, Long> SLOW = slow();

  private static Map<PayloadCodec, Long> slow() {
    Map<PayloadCodec, Long> speeds = new EnumMap<>(PayloadCodec.class);
    for (PayloadCodec codec : PayloadCodec.values()) {
      speeds.put(codec, codec == PayloadCodec.MIXED ? MB / 2 : 10 * MB);
    }
    return speeds;
  }

  /**
   * Whom releases are built for where nothing else is said: a device that decodes everything,
   * slowly, over a link of 1 MB/s where a megabyte costs a tenth and a second of decoding a
   * millionth. So nearly nothing but bytes counts.
   */
  public static final List<Circumstances> USUAL =
      List.of(
          new Circumstances(
              new DeviceClass(
                  "any", Long.MAX_VALUE, Long.MAX_VALUE, new TreeMap<>(SLOW), Duration.ZERO),
              new Link("metered", MB, MB / 10),
              new Prices(1, 0, 0)));
}

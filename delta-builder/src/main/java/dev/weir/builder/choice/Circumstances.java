package dev.weir.builder.choice;

import dev.weir.protocol.manifest.PayloadCodec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Devices of a class, on a link, at prices: what the cheapest way to an image depends on. */
public record Circumstances(DeviceClass device, Link link, Prices prices) {
  private static final long MB = 1_000_000;
  private static final long MIB = 1 << 20;

  /**
   * Whom deltas are built for where nothing else is said: devices with 2 MiB for a decoder, with 1
   * MiB, and such as decode only XZ and GDIFF; each decodes slowly, over a link of 1 MB/s where a
   * megabyte costs a tenth and a second of decoding a millionth. So nearly nothing but bytes
   * counts.
   */
  public static final List<Circumstances> USUAL =
      List.of(
          usual("usual", 2 * MIB, EnumSet.allOf(PayloadCodec.class)),
          usual("small", MIB, EnumSet.allOf(PayloadCodec.class)),
          usual("plain", 2 * MIB, EnumSet.of(PayloadCodec.XZ, PayloadCodec.GDIFF_XZ)));

  private static Circumstances usual(String name, long memory, Set<PayloadCodec> codecs) {
    SortedMap<PayloadCodec, Long> speeds = new TreeMap<>();
    codecs.forEach(codec -> speeds.put(codec, codec.usualSpeed()));
    return new Circumstances(
        new DeviceClass(name, memory, Long.MAX_VALUE, speeds, Duration.ZERO),
        new Link("metered", MB, MB / 10),
        new Prices(1, 0, 0));
  }
}

package dev.weir.trust.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.List;

/**
 * What a device knows of itself when it judges a manifest.
 *
 * @param hardware revision
 * @param running the active slot's version
 * @param counter of the active release; 0 where the active image came without one
 * @param image the active slot's measured digest
 * @param codecs that it can decode
 * @param memory that a decoder may use, in bytes
 * @param decodingPrice what a second of decoding is worth, in bytes of download; 0: of all payloads
 *     the smallest is the best
 */
public record DeviceFacts(
    Model model,
    String hardware,
    Version running,
    long counter,
    Digest image,
    List<PayloadCodec> codecs,
    long memory,
    long decodingPrice) {
  /** Of the price, in bytes a second. */
  public static final long MOST_PRICE = 1L << 30;

  public DeviceFacts {
    codecs = List.copyOf(codecs);
    if (decodingPrice < 0 || decodingPrice > MOST_PRICE) {
      throw new IllegalArgumentException(
          "decodingPrice must be from 0 to " + MOST_PRICE + "; found " + decodingPrice);
    }
  }

  /** What a payload costs the device, in bytes of download. */
  long cost(Payload payload, long imageBytes) {
    long speed = payload.codec().usualSpeed();
    return payload.size()
        + imageBytes / speed * decodingPrice
        + imageBytes % speed * decodingPrice / speed;
  }
}

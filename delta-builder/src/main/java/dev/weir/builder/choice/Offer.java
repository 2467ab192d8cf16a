package dev.weir.builder.choice;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.List;
import java.util.Optional;

/**
 * A payload that could be offered. Sizes are in bytes and below 2⁴⁸.
 *
 * @param base the image that a delta starts from; absent for a full image
 * @param image the image that it makes
 * @param imageBytes size of that image
 * @param size of the payload
 * @param memory what decoding it needs at most
 * @param scratch what decoding it writes beside the image at most
 */
public record Offer(
    PayloadCodec codec,
    Optional<Digest> base,
    Digest image,
    long imageBytes,
    long size,
    long memory,
    long scratch) {
  /** A payload as a manifest describes it, which says nothing of scratch space. */
  public static Offer of(Payload payload, Digest image, long imageBytes) {
    return new Offer(
        payload.codec(), payload.base(), image, imageBytes, payload.size(), payload.memory(), 0);
  }

  /** What a release offers. */
  public static List<Offer> of(Manifest manifest) {
    return manifest.payloads().stream()
        .map(payload -> of(payload, manifest.image(), manifest.imageBytes()))
        .toList();
  }
}

package dev.weir.region.cache;

import dev.weir.protocol.manifest.Payload;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which payload a device takes: the smallest that it can apply. A region guesses it to have the
 * bytes there in time; the device decides. Source: docs/protocol.md, section 5.3.
 */
public final class PayloadChoice {
  private PayloadChoice() {}

  /** Empty where such a device can apply none: it will refuse the release, and say so. */
  public static Optional<Payload> of(Collection<Payload> payloads, Profile profile) {
    return payloads.stream()
        .filter(payload -> isApplicable(payload, profile))
        .min(Comparator.comparingLong(Payload::size).thenComparing(Payload::digest));
  }

  private static boolean isApplicable(Payload payload, Profile profile) {
    return payload.base().map(profile.image()::equals).orElse(true)
        && profile.codecs().contains(payload.codec().name())
        && payload.memory() <= profile.memory();
  }
}

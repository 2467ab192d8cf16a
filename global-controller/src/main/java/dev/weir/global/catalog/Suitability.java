package dev.weir.global.catalog;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a release is to one device, as far as global can know from its last report. */
public final class Suitability {
  private Suitability() {}

  /** Whether the device runs this release's image by its own measurement. */
  public static boolean isRunning(Manifest manifest, Optional<Digest> image) {
    return image.equals(Optional.of(manifest.image()));
  }

  /** Whether the device will refuse it; a device that never reported gets the benefit of doubt. */
  public static boolean isRefused(Manifest manifest, String hardware, Optional<Version> running) {
    Compatibility accepts = manifest.compatibility();
    boolean wrongHardware = !accepts.hardware().isEmpty() && !accepts.hardware().contains(hardware);
    boolean wrongBase =
        !accepts.bases().isEmpty()
            && running.map(version -> !accepts.bases().contains(version)).orElse(false);
    return wrongHardware || wrongBase;
  }

  /**
   * The smallest payload for a device that runs this image; one whose image is not known takes the
   * full one. Empty where none fits.
   */
  public static Optional<Payload> bestPayload(List<Payload> payloads, Optional<Digest> image) {
    return payloads.stream()
        .filter(payload -> payload.base().isEmpty() || payload.base().equals(image))
        .min(Comparator.comparingLong(Payload::size).thenComparing(Payload::digest));
  }
}

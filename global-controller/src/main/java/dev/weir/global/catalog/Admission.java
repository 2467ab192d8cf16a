package dev.weir.global.catalog;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Whether a genuine manifest may become a release. */
public final class Admission {
  private Admission() {}

  /** What is said to a manifest. */
  public sealed interface Verdict {}

  /** It may be published. */
  public record Admitted() implements Verdict {}

  /** It is published already, byte for byte; nothing changes. */
  public record Repeated(Release release) implements Verdict {}

  /** It may not. */
  public record Refused(Code code, String detail) implements Verdict {}

  /**
   * Checks, in this order: it is not there already; its name is free; its counter is above that of
   * every release of its model; each payload is here with the size that it says.
   *
   * @param signed digest of the signed manifest
   * @param sizeOf an artifact's size, empty where it is not here
   */
  public static Verdict judge(
      Manifest manifest,
      Digest signed,
      Collection<Release> releases,
      Function<Digest, OptionalLong> sizeOf) {
    Optional<Release> namesake =
        releases.stream().filter(release -> release.id().equals(manifest.release())).findFirst();
    if (namesake.isPresent()) {
      return namesake.get().signed().equals(signed)
          ? new Repeated(namesake.get())
          : new Refused(
              Code.EXISTS,
              "release "
                  + manifest.release()
                  + " is published with other content; take another name");
    }
    Optional<Release> newest = newest(manifest, releases);
    if (newest.isPresent() && manifest.counter() <= newest.get().manifest().counter()) {
      return new Refused(Code.NOT_NEWER, tooLow(manifest, newest.get()));
    }
    return manifest.payloads().stream()
        .flatMap(payload -> missing(payload, sizeOf).stream())
        .findFirst()
        .<Verdict>map(detail -> new Refused(Code.MISSING_ARTIFACT, detail))
        .orElse(new Admitted());
  }

  private static Optional<Release> newest(Manifest manifest, Collection<Release> releases) {
    return releases.stream()
        .filter(release -> release.model().equals(manifest.compatibility().model()))
        .max(Comparator.comparingLong(release -> release.manifest().counter()));
  }

  private static String tooLow(Manifest manifest, Release newest) {
    return "manifest.counter is "
        + manifest.counter()
        + "; release "
        + newest.id()
        + " of model "
        + newest.model()
        + " has "
        + newest.manifest().counter()
        + " and devices only go up: sign it with a higher counter";
  }

  private static Optional<String> missing(Payload payload, Function<Digest, OptionalLong> sizeOf) {
    OptionalLong size = sizeOf.apply(payload.digest());
    if (size.isEmpty()) {
      return Optional.of(
          "payload " + payload.digest() + " is not here; PUT it to /v1/artifacts/ first");
    }
    return size.getAsLong() == payload.size()
        ? Optional.empty()
        : Optional.of(
            "payload "
                + payload.digest()
                + " has "
                + size.getAsLong()
                + " bytes here, the manifest says "
                + payload.size());
  }
}

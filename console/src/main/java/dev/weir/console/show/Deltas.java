package dev.weir.console.show;

import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the payloads of a release save against sending its whole image. */
public record Deltas(List<Row> rows) {
  /**
   * A payload.
   *
   * @param base version that the delta starts from; absent for a full image, or where no release
   *     has that image
   * @param part of the image's size, 0 to 100
   */
  public record Row(Payload payload, Optional<Version> base, double part) {
    public boolean isDelta() {
      return payload.base().isPresent();
    }

    public String kind() {
      if (!isDelta()) {
        return "full image";
      }
      return "delta from "
          + base.map(Version::text)
              .orElseGet(() -> "image " + payload.base().orElseThrow().brief());
    }
  }

  /**
   * Of one release, the smallest first.
   *
   * @param all every release, for the names of bases
   */
  public static Deltas of(Manifest manifest, List<ReleaseView> all) {
    Map<Digest, Version> images = new HashMap<>();
    for (ReleaseView view : all) {
      images.put(view.manifest().image(), view.manifest().version());
    }
    return new Deltas(
        manifest.payloads().stream()
            .sorted(Comparator.comparingLong(Payload::size))
            .map(payload -> row(payload, manifest, images))
            .toList());
  }

  private static Row row(Payload payload, Manifest manifest, Map<Digest, Version> images) {
    return new Row(
        payload,
        payload.base().map(images::get),
        manifest.imageBytes() == 0 ? 100 : 100.0 * payload.size() / manifest.imageBytes());
  }
}

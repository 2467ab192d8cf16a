package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import java.util.List;
import java.util.Optional;

/**
 * What the targets of a directive need: its manifest and, for each profile, the payload that such a
 * device takes.
 *
 * @param more names payloads besides the manifest's; the manifest will do where it can't be had
 * @param moreBytes its size
 */
public record Wanted(
    ReleaseId release,
    Digest manifest,
    int manifestBytes,
    List<Profile> profiles,
    Optional<Digest> more,
    int moreBytes) {
  public Wanted {
    profiles = List.copyOf(profiles);
  }
}

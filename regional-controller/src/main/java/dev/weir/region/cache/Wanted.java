package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import java.util.List;

/**
 * What the targets of a directive need: its manifest and, for each profile, the payload that such a
 * device takes.
 */
public record Wanted(
    ReleaseId release, Digest manifest, int manifestBytes, List<Profile> profiles) {
  public Wanted {
    profiles = List.copyOf(profiles);
  }
}

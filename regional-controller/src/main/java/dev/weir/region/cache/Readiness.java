package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import java.util.List;

/** Whether the cache has what was wanted. */
public sealed interface Readiness {
  /**
   * All of it, verified.
   *
   * @param more lists of payloads besides the manifest's that it has, of those that were wanted
   * @param fullBytes of the manifest's largest full image as it is downloaded; 0: it has none
   */
  record Ready(List<Digest> more, long fullBytes) implements Readiness {
    public Ready {
      more = List.copyOf(more);
    }
  }

  /** Not yet; it goes on trying. */
  record NotYet(String why) implements Readiness {}
}

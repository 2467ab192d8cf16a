package dev.weir.trust.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.util.List;
import java.util.Optional;

/**
 * What a device takes from the list of payloads that nobody signed. Source: docs/protocol.md,
 * section 5.6.
 *
 * @param deltas besides the manifest's own payloads
 * @param passedBy why the list, which was there, counts for nothing
 */
record MoreDeltas(List<Payload> deltas, Optional<String> passedBy) {
  private static final MoreDeltas NONE = new MoreDeltas(List.of(), Optional.empty());

  /** Of a list as it was fetched, if it was. */
  static MoreDeltas of(Optional<Bytes> more, Goal goal, Manifest manifest) {
    return more.isPresent() && goal.deltas() ? of(more.get(), goal, manifest) : NONE;
  }

  private static MoreDeltas of(Bytes more, Goal goal, Manifest manifest) {
    Digest digest = more.digest();
    if (!goal.more().equals(Optional.of(digest))) {
      return passedBy("it has the digest " + digest + "; the goal names another");
    }
    MorePayloads list;
    try {
      list = MorePayloads.CODEC.decode(more);
    } catch (Malformed e) {
      return passedBy(String.valueOf(e.getMessage()));
    }
    if (!list.release().equals(manifest.release()) || !list.image().equals(manifest.image())) {
      return passedBy(
          "it is for image "
              + list.image().brief()
              + " of "
              + list.release()
              + "; the manifest is for "
              + manifest.image().brief()
              + " of "
              + manifest.release());
    }
    return new MoreDeltas(list.deltasFor(manifest), Optional.empty());
  }

  private static MoreDeltas passedBy(String why) {
    return new MoreDeltas(List.of(), Optional.of(why));
  }
}

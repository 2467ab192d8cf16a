package dev.weir.region.drive;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists of more payloads that directives name beside one manifest. Nobody signed them, and an
 * update goes on without them: what can't be had or read is left out. Source: docs/protocol.md,
 * section 5.6.
 */
final class MoreLists {
  private static final Logger LOG = LoggerFactory.getLogger(MoreLists.class);

  /** Lists that are kept; devices may still ask for what an older one names. */
  private static final int MOST = 16;

  /** Their sizes, the newest last. */
  private final LinkedHashMap<Digest, Integer> sizes = new LinkedHashMap<>();

  /** What stands in those that were read. */
  private final Map<Digest, List<Payload>> deltas = new LinkedHashMap<>();

  /** Lists and deltas that can't be had. */
  private final TreeSet<Digest> leftOut = new TreeSet<>();

  void want(Wanted wanted) {
    wanted.more().ifPresent(list -> want(list, wanted.moreBytes()));
  }

  private void want(Digest list, int bytes) {
    if (sizes.putIfAbsent(list, bytes) == null && (bytes < 1 || bytes > Limits.MANIFEST)) {
      leaveOut(list, "it has 1 to " + Limits.MANIFEST + " bytes; the directive says " + bytes);
    }
    if (sizes.size() > MOST) {
      Digest oldest = sizes.keySet().iterator().next();
      sizes.remove(oldest);
      deltas.remove(oldest);
    }
  }

  /** Lists that are to be had and read yet. */
  List<Digest> unread() {
    return sizes.keySet().stream()
        .filter(list -> !deltas.containsKey(list) && !leftOut.contains(list))
        .toList();
  }

  /** Takes a list as it was fetched. */
  void read(Digest list, Bytes content, Manifest manifest) {
    try {
      List<Payload> found = MorePayloads.CODEC.decode(content).deltasFor(manifest);
      if (found.isEmpty()) {
        leaveOut(list, "it has no delta for the image of " + manifest.release());
      } else {
        deltas.put(list, found);
      }
    } catch (Malformed e) {
      leaveOut(list, String.valueOf(e.getMessage()));
    }
  }

  private void leaveOut(Digest list, String why) {
    leftOut.add(list);
    LOG.warn("the list of more payloads {} is passed by: {}", list, why);
  }

  /** Global does not have it. */
  void missed(Digest artifact) {
    if (sizeOf(artifact).isPresent()) {
      leftOut.add(artifact);
    }
  }

  /** Whether the update goes on without it. */
  boolean isLeftOut(Digest artifact) {
    return leftOut.contains(artifact);
  }

  /** It came after all. */
  void came(Digest artifact) {
    leftOut.remove(artifact);
  }

  /** The lists that were read. */
  List<Digest> read() {
    return List.copyOf(deltas.keySet());
  }

  /** Payloads that targets may be given. */
  List<Payload> deltas() {
    List<Payload> all = new ArrayList<>();
    deltas.values().forEach(all::addAll);
    all.removeIf(payload -> leftOut.contains(payload.digest()));
    return all;
  }

  /** The size of a list, or of a payload that stands in one. */
  Optional<Long> sizeOf(Digest artifact) {
    return Optional.ofNullable(sizes.get(artifact))
        .map(Integer::longValue)
        .or(
            () ->
                deltas.values().stream()
                    .flatMap(List::stream)
                    .filter(payload -> payload.digest().equals(artifact))
                    .map(Payload::size)
                    .findFirst());
  }
}

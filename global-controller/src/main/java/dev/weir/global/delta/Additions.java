package dev.weir.global.delta;

import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What jobs add to a release after it was signed. Source: docs/protocol.md, section 5.6. */
public final class Additions {
  private Additions() {}

  /**
   * The list of a release; the same jobs give the same. Where not all fit, the deltas that were
   * built first are left out.
   */
  public static Optional<MorePayloads> of(Manifest manifest, Collection<DeltaJob> jobs) {
    List<DeltaJob> newest =
        jobs.stream()
            .filter(job -> job.state() == DeltaJobState.DONE)
            .filter(job -> job.image().equals(manifest.image()))
            .sorted(Comparator.comparing(DeltaJob::at).reversed().thenComparing(DeltaJob::base))
            .toList();
    Optional<MorePayloads> list = Optional.empty();
    List<Payload> payloads = new ArrayList<>();
    for (DeltaJob job : newest) {
      payloads.addAll(job.payloads());
      MorePayloads larger = new MorePayloads(manifest.release(), manifest.image(), payloads);
      if (!fits(larger)) {
        break;
      }
      list = payloads.isEmpty() ? Optional.empty() : Optional.of(larger);
    }
    return list;
  }

  private static boolean fits(MorePayloads list) {
    return list.payloads().size() <= Limits.MORE_PAYLOADS
        && MorePayloads.CODEC.encode(list).size() <= Limits.MANIFEST;
  }

  /** Whether a release has a delta from a base by itself. */
  public static boolean isSigned(Manifest manifest, Pair pair) {
    return manifest.payloads().stream()
        .anyMatch(payload -> payload.base().equals(Optional.of(pair.base())));
  }
}

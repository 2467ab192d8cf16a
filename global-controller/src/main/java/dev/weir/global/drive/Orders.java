package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.Additions;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.feed.Directives;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.ArtifactStore;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What regions are told of rollouts, with the deltas that came after their release was signed. */
record Orders(Ledger ledger, ArtifactStore artifacts) {
  Directive of(Rollout rollout) {
    return of(rollout, ledger.jobs());
  }

  /** The order as it is with these jobs. */
  Directive of(Rollout rollout, Collection<DeltaJob> jobs) {
    Release release = ledger.releaseOf(rollout);
    return Directives.of(rollout, release, more(release, jobs));
  }

  /** Follows from the jobs alone; so an artifact that is missing is put there again. */
  private Optional<Bytes> more(Release release, Collection<DeltaJob> jobs) {
    Optional<Bytes> more = Additions.of(release.manifest(), jobs).map(MorePayloads.CODEC::encode);
    more.filter(list -> artifacts.sizeOf(list.digest()).isEmpty()).ifPresent(artifacts::put);
    return more;
  }

  /** All that a device may take to come to the release. */
  List<Payload> payloads(Release release) {
    List<Payload> payloads = new ArrayList<>(release.manifest().payloads());
    Additions.of(release.manifest(), ledger.jobs())
        .ifPresent(more -> payloads.addAll(more.payloads()));
    return List.copyOf(payloads);
  }
}

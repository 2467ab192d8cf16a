package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.salvage.Doubts;
import dev.weir.global.salvage.Relics;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Commit;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.Salvaged;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.manifest.Manifests;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The part of mending a salvaged store that is about releases and rollouts. */
record MendingRollouts(GlobalStore store, Salvaged salvaged, Instant now) {
  /** A release is made anew from its signed manifest, which is an artifact. */
  void releases(ArtifactStore artifacts) {
    if (!salvaged.mayBeOlder() && !salvaged.isLost(Salvaged.RELEASES)) {
      return;
    }
    SortedMap<ReleaseId, Release> found = new TreeMap<>();
    List<Bytes> keys = store.releaseKeys();
    for (Digest artifact : artifacts.all()) {
      artifacts
          .read(artifact, Limits.MANIFEST)
          .flatMap(signed -> release(signed, keys))
          .ifPresent(release -> found.put(release.id(), release));
    }
    store.releases().forEach(release -> found.remove(release.id()));
    Commit.Builder commit = new Commit.Builder();
    found.values().stream()
        .sorted(Comparator.comparing(Release::publishedAt).thenComparing(Release::id))
        .forEach(commit::add);
    store.commit(commit.build());
  }

  private static Optional<Release> release(Bytes signed, List<Bytes> keys) {
    if (Manifests.verify(signed, keys) instanceof Manifests.Genuine genuine) {
      Manifest manifest = genuine.manifest();
      return Optional.of(
          new Release(manifest, signed.digest(), signed.size(), manifest.createdAt()));
    }
    return Optional.empty();
  }

  /**
   * What goes on by itself must not go on where it may be wrong.
   *
   * @param told the newest directive that was found of each rollout
   */
  void rollouts(SortedMap<RolloutId, Directive> told) {
    Doubts doubts = new Doubts(salvaged.mayBeOlder(), salvaged.isLost(Salvaged.COUNTS));
    Commit.Builder commit = new Commit.Builder();
    for (Rollout row : store.rollouts()) {
      Rollout judged = doubts.judge(row, Optional.ofNullable(told.remove(row.id())), now);
      if (!judged.equals(row)) {
        commit.put(judged.nextVersion());
      }
    }
    for (Directive lost : told.values()) {
      if (!lost.waves().isEmpty()) {
        commit.put(Relics.rollout(lost, now).nextVersion());
      }
    }
    store.commit(commit.build());
  }
}

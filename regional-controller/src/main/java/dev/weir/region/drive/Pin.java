package dev.weir.region.drive;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.region.cache.PayloadChoice;
import dev.weir.region.cache.Profile;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A manifest that running directives need, the lists of more payloads that they name besides it,
 * and what of all that their targets take.
 */
final class Pin {
  final Wanted wanted;
  final TreeSet<Profile> profiles = new TreeSet<>();
  Consumer<Readiness> told;
  Optional<Manifest> manifest = Optional.empty();

  /** Why the manifest is not believed; it will not be. */
  Optional<String> refused = Optional.empty();

  private final MoreLists more = new MoreLists();
  private Optional<Readiness> last = Optional.empty();

  Pin(Wanted wanted, Consumer<Readiness> told) {
    this.wanted = wanted;
    this.told = told;
    profiles.addAll(wanted.profiles());
    more.want(wanted);
  }

  void want(Wanted besides, Consumer<Readiness> listener) {
    profiles.addAll(besides.profiles());
    more.want(besides);
    told = listener;
    last = Optional.empty();
  }

  void tell(Readiness readiness) {
    if (!last.equals(Optional.of(readiness))) {
      last = Optional.of(readiness);
      told.accept(readiness);
    }
  }

  /** Payloads that the targets take, by digest. */
  List<Payload> choices() {
    TreeMap<Digest, Payload> chosen = new TreeMap<>();
    List<Payload> all = new ArrayList<>(more.deltas());
    manifest.ifPresent(genuine -> all.addAll(genuine.payloads()));
    for (Profile profile : profiles) {
      PayloadChoice.of(all, profile).ifPresent(payload -> chosen.put(payload.digest(), payload));
    }
    return new ArrayList<>(chosen.values());
  }

  /** Whether devices may have this artifact; empty where they may not. */
  Optional<Long> sizeOf(Digest artifact) {
    if (artifact.equals(wanted.manifest())) {
      return Optional.of((long) wanted.manifestBytes());
    }
    return manifest
        .flatMap(
            genuine ->
                genuine.payloads().stream()
                    .filter(payload -> payload.digest().equals(artifact))
                    .map(Payload::size)
                    .findFirst())
        .or(() -> more.sizeOf(artifact));
  }

  /** Whether it is not known yet which artifacts devices may have. */
  boolean isOpen() {
    return refused.isEmpty() && (manifest.isEmpty() || !more.unread().isEmpty());
  }

  MoreLists more() {
    return more;
  }

  /** All that is wanted is there. */
  Readiness ready() {
    long full =
        manifest.stream()
            .flatMap(genuine -> genuine.payloads().stream())
            .filter(payload -> payload.base().isEmpty())
            .mapToLong(Payload::size)
            .max()
            .orElse(0);
    return new Readiness.Ready(more.read(), full);
  }
}

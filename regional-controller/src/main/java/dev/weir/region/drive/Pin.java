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

/** A manifest that running directives need, and what of it their targets take. */
final class Pin {
  final Wanted wanted;
  final TreeSet<Profile> profiles = new TreeSet<>();
  Consumer<Readiness> told;
  Optional<Manifest> manifest = Optional.empty();

  /** Why the manifest is not believed; it will not be. */
  Optional<String> refused = Optional.empty();

  private Optional<Readiness> last = Optional.empty();

  Pin(Wanted wanted, Consumer<Readiness> told) {
    this.wanted = wanted;
    this.told = told;
    profiles.addAll(wanted.profiles());
  }

  void want(Wanted more, Consumer<Readiness> listener) {
    profiles.addAll(more.profiles());
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
    for (Profile profile : profiles) {
      manifest
          .flatMap(genuine -> PayloadChoice.of(genuine, profile))
          .ifPresent(payload -> chosen.put(payload.digest(), payload));
    }
    return new ArrayList<>(chosen.values());
  }

  /** Whether devices may have this artifact; empty where they may not. */
  Optional<Long> sizeOf(Digest artifact) {
    if (artifact.equals(wanted.manifest())) {
      return Optional.of((long) wanted.manifestBytes());
    }
    return manifest.flatMap(
        genuine ->
            genuine.payloads().stream()
                .filter(payload -> payload.digest().equals(artifact))
                .map(Payload::size)
                .findFirst());
  }

  boolean isOpen() {
    return manifest.isEmpty() && refused.isEmpty();
  }
}

package dev.weir.region.core;

import dev.weir.protocol.message.Directive;
import dev.weir.region.cache.Profile;
import dev.weir.region.cache.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the cache is asked to bring, by what the targets would take. */
final class Prefetches {
  private final List<Effect> effects;

  Prefetches(List<Effect> effects) {
    this.effects = effects;
  }

  /** A target takes another payload than before; absent: none. The first to take it asks for it. */
  void profile(Member member, Optional<Profile> profile) {
    if (profile.equals(member.profile)) {
      return;
    }
    TreeMap<Profile, Integer> profiles = member.rollout.profiles;
    member.profile.ifPresent(
        old -> profiles.computeIfPresent(old, (p, count) -> count == 1 ? null : count - 1));
    profile.ifPresent(
        next -> {
          if (profiles.merge(next, 1, Integer::sum) == 1) {
            ask(member.rollout, List.of(next));
          }
        });
    member.profile = profile;
  }

  /** Asks for all that a rollout's targets take now. */
  void all(Rollout rollout) {
    ask(rollout, List.copyOf(rollout.profiles.navigableKeySet()));
  }

  /** Asks for what such targets take, and for the manifest. */
  private void ask(Rollout rollout, List<Profile> profiles) {
    Directive order = rollout.order;
    if (isNeeded(order)) {
      effects.add(
          new Effect.Prefetch(
              new Wanted(
                  order.release(),
                  order.manifest(),
                  order.manifestBytes(),
                  profiles,
                  order.more(),
                  order.moreBytes())));
    }
  }

  private static boolean isNeeded(Directive order) {
    return switch (order.state()) {
      case PREPARING, RUNNING, PAUSED, HALTED, COMPLETED -> true;
      case ABORTED -> false;
    };
  }
}

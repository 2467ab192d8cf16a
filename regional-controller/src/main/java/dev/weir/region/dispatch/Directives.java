package dev.weir.region.dispatch;

import dev.weir.protocol.message.Directive;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.util.ArrayList;
import java.util.List;

/** The functions over a {@link Directive}. */
public final class Directives {
  private Directives() {}

  /**
   * The directive that is in force after a newer revision came. An open rank never falls, whatever
   * the newer one says. Source: docs/protocol.md, section 3.2.
   */
  public static Directive newer(Directive before, Directive next) {
    List<Rank> waves = new ArrayList<>();
    for (int i = 0; i < Math.max(before.waves().size(), next.waves().size()); i++) {
      waves.add(higher(at(before.waves(), i), at(next.waves(), i)));
    }
    return new Directive(
        next.rollout(),
        next.revision(),
        next.state(),
        next.release(),
        next.model(),
        next.manifest(),
        next.manifestBytes(),
        next.selector(),
        List.copyOf(waves),
        next.maxConcurrent(),
        next.startWithin(),
        next.deadlines(),
        next.abort(),
        next.image(),
        next.order(),
        next.more(),
        next.moreBytes(),
        next.fallbackBytes());
  }

  private static Rank at(List<Rank> waves, int wave) {
    return wave < waves.size() ? waves.get(wave) : Rank.LOWEST;
  }

  private static Rank higher(Rank one, Rank other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The selector; one that can't be read is wrong. */
  public static Selector selector(Directive order) {
    return Selector.parse(order.selector());
  }
}

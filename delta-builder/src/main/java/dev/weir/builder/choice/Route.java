package dev.weir.builder.choice;

import dev.weir.protocol.id.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A way to an image: one payload, or several, each from the image that the one before makes.
 *
 * @param steps at least one, in their order
 */
public record Route(List<Offer> steps) {
  /** Steps of a route. */
  public static final int MOST_STEPS = 3;

  private static final Comparator<Offer> OFFERS =
      Comparator.comparing(Offer::codec)
          .thenComparing(offer -> offer.base().map(Digest::hex).orElse(""))
          .thenComparing(offer -> offer.image().hex())
          .thenComparingLong(Offer::size)
          .thenComparingLong(Offer::memory)
          .thenComparingLong(Offer::scratch);

  /** Among routes of equal cost: fewer steps, a full image before a delta, fewer bytes. */
  static final Comparator<Route> ORDER =
      Comparator.<Route>comparingInt(route -> route.steps().size())
          .thenComparing(route -> route.steps().get(0).base().isPresent())
          .thenComparingLong(Route::size)
          .thenComparing(Route::steps, Route::compare);

  public Route {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (!steps.get(i).base().equals(Optional.of(steps.get(i - 1).image()))) {
        throw new IllegalArgumentException("step " + i + " does not start where the last ends");
      }
    }
  }

  private static int compare(List<Offer> left, List<Offer> right) {
    int steps = Math.min(left.size(), right.size());
    for (int i = 0; i < steps; i++) {
      int order = OFFERS.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** Bytes of all payloads. */
  public long size() {
    return steps.stream().mapToLong(Offer::size).sum();
  }

  /**
   * All routes of at most {@link #MOST_STEPS} that no image stands on twice. A full image of
   * another version begins one too.
   *
   * @param from the image that a device has; empty where no offer knows it
   */
  static List<Route> between(Collection<Offer> offers, Optional<Digest> from, Digest to) {
    List<Route> routes = new ArrayList<>();
    extend(offers, from, to, List.of(), routes);
    routes.sort(ORDER);
    return routes;
  }

  private static void extend(
      Collection<Offer> offers,
      Optional<Digest> at,
      Digest to,
      List<Offer> so,
      List<Route> routes) {
    for (Offer offer : offers) {
      boolean starts = offer.base().isPresent() ? offer.base().equals(at) : so.isEmpty();
      boolean returns =
          at.equals(Optional.of(offer.image()))
              || so.stream().anyMatch(step -> step.base().equals(Optional.of(offer.image())));
      if (!starts || returns) {
        continue;
      }
      List<Offer> steps = new ArrayList<>(so);
      steps.add(offer);
      if (offer.image().equals(to)) {
        routes.add(new Route(steps));
      } else if (steps.size() < MOST_STEPS) {
        extend(offers, Optional.of(offer.image()), to, steps, routes);
      }
    }
  }
}

package dev.weir.builder.choice;

import java.util.List;
import java.util.Optional;

/**
 * What was chosen, and why.
 *
 * @param priced every route that the device can take, the cheapest first
 * @param refused the others
 */
public record Decision(List<Priced> priced, List<Refused> refused) {
  public Decision {
    priced = List.copyOf(priced);
    refused = List.copyOf(refused);
  }

  /** A route and what it costs. */
  public record Priced(Route route, Cost cost) {}

  /** A route that the device can't take, and the rule. */
  public record Refused(Route route, String rule) {}

  /** The cheapest route; empty where the device can take none. */
  public Optional<Priced> chosen() {
    return priced.stream().findFirst();
  }
}

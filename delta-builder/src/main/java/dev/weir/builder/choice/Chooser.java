package dev.weir.builder.choice;

import dev.weir.protocol.id.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the cheapest way to an image. What a device lacks (a codec, memory, scratch space)
 * excludes a route whatever it costs, so raising a price never lowers what is chosen. Routes of
 * equal cost are taken in this order: fewer steps, a full image before a delta, fewer bytes, then
 * by their offers.
 */
public final class Chooser {
  private Chooser() {}

  /**
   * Chooses.
   *
   * @param offers all there are, also those of versions in between
   * @param from the image that the devices have; empty where that is not known
   * @param to the image that they shall have
   */
  public static Decision choose(
      Circumstances circumstances, Collection<Offer> offers, Optional<Digest> from, Digest to) {
    List<Decision.Priced> priced = new ArrayList<>();
    List<Decision.Refused> refused = new ArrayList<>();
    for (Route route : Route.between(offers, from, to)) {
      obstacle(route, circumstances.device())
          .ifPresentOrElse(
              rule -> refused.add(new Decision.Refused(route, rule)),
              () -> priced.add(new Decision.Priced(route, Cost.of(route, circumstances))));
    }
    priced.sort(Comparator.comparingLong(one -> one.cost().total()));
    return new Decision(priced, refused);
  }

  /**
   * Which deltas a release should offer besides the full image: those that are the cheapest way for
   * somebody, among all of them.
   *
   * @param deltas from one base to the full payload's image
   */
  public static List<Offer> worthOffering(
      List<Circumstances> devices, Offer full, List<Offer> deltas) {
    List<Offer> all = Stream.concat(Stream.of(full), deltas.stream()).toList();
    Optional<Digest> base = deltas.stream().findFirst().flatMap(Offer::base);
    Set<List<Offer>> chosen = new HashSet<>();
    for (Circumstances one : devices) {
      choose(one, all, base, full.image())
          .chosen()
          .ifPresent(cheapest -> chosen.add(cheapest.route().steps()));
    }
    return deltas.stream().filter(delta -> chosen.contains(List.of(delta))).toList();
  }

  private static Optional<String> obstacle(Route route, DeviceClass device) {
    return route.steps().stream().flatMap(step -> obstacle(step, device).stream()).findFirst();
  }

  private static Optional<String> obstacle(Offer offer, DeviceClass device) {
    if (!device.speeds().containsKey(offer.codec())) {
      return Optional.of("can't decode " + offer.codec());
    }
    if (offer.memory() > device.memory()) {
      return Optional.of(
          "has " + device.memory() + " bytes of memory; decoding needs " + offer.memory());
    }
    if (offer.scratch() > device.scratch()) {
      return Optional.of(
          "has " + device.scratch() + " bytes of scratch space; decoding needs " + offer.scratch());
    }
    return Optional.empty();
  }
}

package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.region.report.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Targets of one rollout, by where they are counted. A page costs as much as it holds, times the
 * logarithm of the shelves, however many targets there are.
 */
final class Shelves {
  private record Shelf(int wave, TargetState state) {}

  /** What is left of one shelf, and the first of it. */
  private record Rest(Tracked first, Iterator<Tracked> others) {
    static Optional<Rest> of(Iterator<Tracked> devices) {
      return devices.hasNext() ? Optional.of(new Rest(devices.next(), devices)) : Optional.empty();
    }

    DeviceId device() {
      return first.id();
    }
  }

  private final TreeMap<Shelf, TreeMap<DeviceId, Tracked>> shelves =
      new TreeMap<>(Comparator.comparingInt(Shelf::wave).thenComparing(Shelf::state));

  void move(Tracked device, Optional<Place> before, Optional<Place> after) {
    before.map(Shelves::shelf).map(shelves::get).ifPresent(shelf -> shelf.remove(device.id()));
    after
        .map(Shelves::shelf)
        .map(shelf -> shelves.computeIfAbsent(shelf, empty -> new TreeMap<>()))
        .ifPresent(shelf -> shelf.put(device.id(), device));
  }

  private static Shelf shelf(Place place) {
    return new Shelf(place.wave(), place.state());
  }

  /** Those that are asked for, by device, and one more where there is one. */
  List<Tracked> page(TargetsAsk ask) {
    PriorityQueue<Rest> rests = new PriorityQueue<>(Comparator.comparing(Rest::device));
    for (Map.Entry<Shelf, TreeMap<DeviceId, Tracked>> entry : shelves.entrySet()) {
      if (isAsked(ask, entry.getKey())) {
        Rest.of(after(ask, entry.getValue())).ifPresent(rests::add);
      }
    }
    List<Tracked> found = new ArrayList<>();
    while (found.size() <= ask.limit() && !rests.isEmpty()) {
      Rest next = rests.remove();
      found.add(next.first());
      Rest.of(next.others()).ifPresent(rests::add);
    }
    return found;
  }

  private static boolean isAsked(TargetsAsk ask, Shelf shelf) {
    return ask.wave().map(wave -> wave == shelf.wave()).orElse(true)
        && ask.state().map(state -> state == shelf.state()).orElse(true);
  }

  private static Iterator<Tracked> after(TargetsAsk ask, NavigableMap<DeviceId, Tracked> devices) {
    return ask.after().isPresent()
        ? devices.tailMap(ask.after().get(), false).values().iterator()
        : devices.values().iterator();
  }
}

package dev.weir.console;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.WaveCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A small fleet in the middle of an update. Whatever pages say of how many there are is counted
 * from these rows, so that a number and its list can be compared.
 */
final class Pumps {
  static final RolloutId HOTFIX = RolloutId.of("hotfix-3");

  private static final int ALL = 185;
  private static final int NORTH = 120;

  /** Prime to the number of pumps: all of them come before one comes again. */
  private static final int STRIDE = 16;

  /** Where a pump is counted in a rollout. */
  record Place(int wave, TargetState state) {}

  /** One pump. */
  record Pump(
      DeviceId id,
      RegionId region,
      Optional<Version> version,
      DeviceState state,
      boolean online,
      Map<RolloutId, Place> places) {
    Optional<Place> place(RolloutId rollout) {
      return Optional.ofNullable(places.get(rollout));
    }
  }

  private static final List<Pump> PUMPS = pumps();

  private Pumps() {}

  private static List<Pump> pumps() {
    Map<Integer, Place> update = new LinkedHashMap<>();
    fill(update, 6, 0, TargetState.COMMITTED, 10);
    fill(update, 6, 1, TargetState.WAITING, 12);
    fill(update, 6, 1, TargetState.UNREACHED, 4);
    fill(update, 6, 1, TargetState.WORKING, 8);
    fill(update, 6, 1, TargetState.SWITCHING, 3);
    fill(update, 6, 1, TargetState.COMMITTED, 27);
    fill(update, 6, 1, TargetState.SILENT, 2);
    fill(update, 6, 1, TargetState.FAILED, 1);
    fill(update, 6, 1, TargetState.ALREADY, 3);
    Map<Integer, Place> hotfix = new LinkedHashMap<>();
    fill(hotfix, 7, 0, TargetState.COMMITTED, 3);
    fill(hotfix, 7, 0, TargetState.FAILED, 2);
    return IntStream.rangeClosed(1, ALL)
        .mapToObj(number -> pump(number, place(update, number), place(hotfix, number)))
        .toList();
  }

  private static Optional<Place> place(Map<Integer, Place> places, int number) {
    return Optional.ofNullable(places.get(number));
  }

  private static void fill(
      Map<Integer, Place> places, int from, int wave, TargetState state, int count) {
    for (int i = 0; i < count; i++) {
      places.put((from + places.size() * STRIDE) % ALL + 1, new Place(wave, state));
    }
  }

  private static Pump pump(int number, Optional<Place> update, Optional<Place> hotfix) {
    Map<RolloutId, Place> places = new LinkedHashMap<>();
    update.ifPresent(place -> places.put(Things.ROLLOUT, place));
    hotfix.ifPresent(place -> places.put(HOTFIX, place));
    Optional<TargetState> counted = update.map(Place::state);
    DeviceState state = counted.map(Pumps::during).orElseGet(() -> resting(number));
    boolean isNew =
        counted.filter(s -> s == TargetState.COMMITTED || s == TargetState.ALREADY).isPresent();
    boolean isQuiet =
        counted.filter(s -> s == TargetState.UNREACHED || s == TargetState.SILENT).isPresent();
    return new Pump(
        Things.device(number),
        number <= NORTH ? Things.NORTH : Things.SOUTH,
        state == DeviceState.UNKNOWN
            ? Optional.empty()
            : Optional.of(isNew ? Things.NEW : Things.OLD),
        state,
        state != DeviceState.UNKNOWN && !isQuiet && number % 31 != 0,
        places);
  }

  private static DeviceState resting(int number) {
    if (number % 61 == 0) {
      return DeviceState.UNKNOWN;
    }
    return number % 53 == 0 ? DeviceState.FAILED : DeviceState.COMMITTED;
  }

  private static DeviceState during(TargetState state) {
    return switch (state) {
      case WORKING, SWITCHING, SILENT -> DeviceState.UPDATING;
      case FAILED -> DeviceState.REVERTED;
      case WAITING, UNREACHED, COMMITTED, ALREADY -> DeviceState.COMMITTED;
    };
  }

  static List<Pump> all() {
    return PUMPS;
  }

  static List<Pump> of(RegionId region) {
    return PUMPS.stream().filter(pump -> pump.region().equals(region)).toList();
  }

  static int online(List<Pump> pumps) {
    return (int) pumps.stream().filter(Pump::online).count();
  }

  static List<CensusRow> census(List<Pump> pumps) {
    Map<CensusRow, Integer> kinds = new LinkedHashMap<>();
    for (Pump pump : pumps) {
      kinds.merge(
          new CensusRow(Things.PUMP, pump.version(), pump.state(), Optional.of(pump.region()), 0),
          1,
          Integer::sum);
    }
    List<CensusRow> rows = new ArrayList<>();
    kinds.forEach(
        (kind, count) ->
            rows.add(
                new CensusRow(kind.model(), kind.version(), kind.state(), kind.region(), count)));
    return rows;
  }

  /** The first two waves of a rollout, which are open. */
  static RolloutCounts counts(RolloutId rollout, Predicate<RegionId> regions) {
    return new RolloutCounts(
        rollout, List.of(wave(rollout, 0, regions), wave(rollout, 1, regions)), false);
  }

  static WaveCounts wave(RolloutId rollout, int wave, Predicate<RegionId> regions) {
    List<TargetState> states =
        PUMPS.stream()
            .filter(pump -> regions.test(pump.region()))
            .flatMap(pump -> pump.place(rollout).stream())
            .filter(place -> place.wave() == wave)
            .map(Place::state)
            .toList();
    int failed = Collections.frequency(states, TargetState.FAILED);
    return new WaveCounts(
        wave,
        Collections.frequency(states, TargetState.WAITING),
        Collections.frequency(states, TargetState.UNREACHED),
        Collections.frequency(states, TargetState.WORKING),
        Collections.frequency(states, TargetState.SWITCHING),
        Collections.frequency(states, TargetState.COMMITTED),
        Collections.frequency(states, TargetState.SILENT),
        failed == 0 ? List.of() : List.of(new FailureCount(FailureClass.UNHEALTHY, failed)),
        Collections.frequency(states, TargetState.ALREADY));
  }
}

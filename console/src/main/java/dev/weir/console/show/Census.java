package dev.weir.console.show;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fleet counted: a row for each version of each model, a column for each state.
 *
 * @param totals of each state, every one
 */
public record Census(List<Row> rows, List<Cell> totals, int devices) {
  private static final int LIMIT = 100;

  /**
   * One version of one model.
   *
   * @param version absent: they never reported
   * @param link to them; absent where no list shows just these
   * @param share of all devices, 0 to 100
   */
  public record Row(
      Model model,
      Optional<Version> version,
      int devices,
      double share,
      List<Cell> cells,
      Optional<String> link) {}

  /**
   * So many in one state.
   *
   * @param link to them
   */
  public record Cell(DeviceState state, int devices, Optional<String> link) {
    public Tone tone() {
      return Tone.of(state);
    }
  }

  private record Kind(Model model, Optional<Version> version) {}

  public static Census of(List<CensusRow> counted) {
    Map<Kind, Map<DeviceState, Integer>> kinds = new LinkedHashMap<>();
    Map<DeviceState, Integer> totals = new TreeMap<>();
    for (CensusRow row : counted) {
      kinds
          .computeIfAbsent(new Kind(row.model(), row.version()), kind -> new TreeMap<>())
          .merge(row.state(), row.devices(), Integer::sum);
      totals.merge(row.state(), row.devices(), Integer::sum);
    }
    int all = sum(totals);
    List<Row> rows = new ArrayList<>();
    kinds.forEach((kind, states) -> rows.add(row(kind, states, all)));
    rows.sort(
        Comparator.comparing((Row row) -> row.model().toString())
            .thenComparing(Comparator.comparingInt(Row::devices).reversed()));
    return new Census(List.copyOf(rows), cells(totals, Optional.empty()), all);
  }

  private static Row row(Kind kind, Map<DeviceState, Integer> states, int all) {
    int devices = sum(states);
    return new Row(
        kind.model(),
        kind.version(),
        devices,
        all == 0 ? 0 : 100.0 * devices / all,
        cells(states, Optional.of(kind)),
        kind.version()
            .map(version -> link(Optional.of(version), Optional.empty()))
            .or(() -> Optional.of(Links.devicesIn(DeviceState.UNKNOWN))));
  }

  private static List<Cell> cells(Map<DeviceState, Integer> states, Optional<Kind> kind) {
    List<Cell> cells = new ArrayList<>();
    for (DeviceState state : DeviceState.values()) {
      int devices = states.getOrDefault(state, 0);
      cells.add(
          new Cell(
              state,
              devices,
              devices == 0
                  ? Optional.empty()
                  : Optional.of(link(kind.flatMap(Kind::version), Optional.of(state)))));
    }
    return List.copyOf(cells);
  }

  private static String link(Optional<Version> version, Optional<DeviceState> state) {
    return Links.devices(new DeviceAsk("", version, state, Optional.empty(), "", LIMIT));
  }

  private static int sum(Map<DeviceState, Integer> states) {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many are in this state. */
  public int of(DeviceState state) {
    return totals.stream().filter(cell -> cell.state() == state).mapToInt(Cell::devices).sum();
  }
}

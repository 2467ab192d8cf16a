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
  /**
   * One version of one model.
   *
   * @param version absent: they never reported
   * @param link to them
   * @param share of all devices, 0 to 100
   */
  public record Row(
      Model model,
      Optional<Version> version,
      int devices,
      double share,
      List<Cell> cells,
      String link) {}

  /**
   * So many in one state.
   *
   * @param link to them; absent where there can't be any
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
    return new Census(List.copyOf(rows), cells(totals, DeviceAsk.ALL), all);
  }

  private static Row row(Kind kind, Map<DeviceState, Integer> states, int all) {
    int devices = sum(states);
    DeviceAsk ask = ask(kind);
    return new Row(
        kind.model(),
        kind.version(),
        devices,
        all == 0 ? 0 : 100.0 * devices / all,
        cells(states, ask),
        Links.devices(ask));
  }

  private static DeviceAsk ask(Kind kind) {
    DeviceAsk ofModel = DeviceAsk.ALL.of(kind.model());
    return kind.version().map(ofModel::running).orElseGet(() -> ofModel.in(DeviceState.UNKNOWN));
  }

  private static List<Cell> cells(Map<DeviceState, Integer> states, DeviceAsk ask) {
    List<Cell> cells = new ArrayList<>();
    for (DeviceState state : DeviceState.values()) {
      // Who never reported is in one state only, and is asked for by it.
      Optional<String> link =
          ask.state().filter(only -> only != state).isPresent()
              ? Optional.empty()
              : Optional.of(Links.devices(ask.in(state)));
      cells.add(new Cell(state, states.getOrDefault(state, 0), link));
    }
    return List.copyOf(cells);
  }

  private static int sum(Map<DeviceState, Integer> states) {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many run this version of this model. */
  public int running(Model model, Version version) {
    return rows.stream()
        .filter(row -> row.model().equals(model) && row.version().equals(Optional.of(version)))
        .mapToInt(Row::devices)
        .sum();
  }

  /** How many are in this state. */
  public int of(DeviceState state) {
    return totals.stream().filter(cell -> cell.state() == state).mapToInt(Cell::devices).sum();
  }
}

package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/** A question of global to a region; it stands in each page until it is answered. */
public record Query(
    long id,
    QueryKind kind,
    Optional<RolloutId> rollout,
    String selector,
    Optional<Model> model,
    int k,
    Optional<DeviceId> device,
    Optional<TargetsAsk> targets,
    Optional<TelemetryAsk> telemetry) {
  private static final Field<Query, Long> ID = Field.required(1, "id", Types.COUNT, Query::id);
  private static final Field<Query, QueryKind> KIND =
      Field.required(2, "kind", Types.choice(QueryKind.class), Query::kind);
  private static final Field<Query, Optional<RolloutId>> ROLLOUT =
      Field.maybe(3, "rollout", IdTypes.ROLLOUT, Query::rollout);
  private static final Field<Query, String> SELECTOR =
      Field.optional(4, "selector", Types.text(Limits.SELECTOR), Query::selector, "");
  private static final Field<Query, Optional<Model>> MODEL =
      Field.maybe(5, "model", IdTypes.MODEL, Query::model);
  private static final Field<Query, Integer> K = Field.optional(6, "k", Types.SMALL, Query::k, 0);
  private static final Field<Query, Optional<DeviceId>> DEVICE =
      Field.maybe(7, "device", IdTypes.DEVICE, Query::device);
  private static final Field<Query, Optional<TargetsAsk>> TARGETS =
      Field.maybe(8, "targets", TargetsAsk.TABLE, Query::targets);
  private static final Field<Query, Optional<TelemetryAsk>> TELEMETRY =
      Field.maybe(9, "telemetry", TelemetryAsk.TABLE, Query::telemetry);

  /** The field table. */
  public static final Table<Query> TABLE =
      new Table<>(
          "query",
          List.of(ID, KIND, ROLLOUT, SELECTOR, MODEL, K, DEVICE, TARGETS, TELEMETRY),
          row ->
              new Query(
                  row.get(ID),
                  row.get(KIND),
                  row.get(ROLLOUT),
                  row.get(SELECTOR),
                  row.get(MODEL),
                  row.get(K),
                  row.get(DEVICE),
                  row.get(TARGETS),
                  row.get(TELEMETRY)));

  /** Asks for the k smallest ranks of a rollout's targets. */
  public static Query ranks(long id, RolloutId rollout, String selector, Model model, int k) {
    return new Query(
        id,
        QueryKind.RANKS,
        Optional.of(rollout),
        selector,
        Optional.of(model),
        k,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Asks why a device is not being updated. */
  public static Query why(long id, RolloutId rollout, DeviceId device) {
    return about(
        id,
        QueryKind.WHY,
        Optional.of(rollout),
        Optional.of(device),
        Optional.empty(),
        Optional.empty());
  }

  /** Asks for targets of a rollout. */
  public static Query targets(long id, RolloutId rollout, TargetsAsk targets) {
    return about(
        id,
        QueryKind.TARGETS,
        Optional.of(rollout),
        Optional.empty(),
        Optional.of(targets),
        Optional.empty());
  }

  /** Asks for readings of a device. */
  public static Query telemetry(long id, DeviceId device, TelemetryAsk telemetry) {
    return about(
        id,
        QueryKind.TELEMETRY,
        Optional.empty(),
        Optional.of(device),
        Optional.empty(),
        Optional.of(telemetry));
  }

  private static Query about(
      long id,
      QueryKind kind,
      Optional<RolloutId> rollout,
      Optional<DeviceId> device,
      Optional<TargetsAsk> targets,
      Optional<TelemetryAsk> telemetry) {
    return new Query(id, kind, rollout, "", Optional.empty(), 0, device, targets, telemetry);
  }
}

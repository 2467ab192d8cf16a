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
    RolloutId rollout,
    String selector,
    Optional<Model> model,
    int k,
    Optional<DeviceId> device) {
  private static final Field<Query, Long> ID = Field.required(1, "id", Types.COUNT, Query::id);
  private static final Field<Query, QueryKind> KIND =
      Field.required(2, "kind", Types.choice(QueryKind.class), Query::kind);
  private static final Field<Query, RolloutId> ROLLOUT =
      Field.required(3, "rollout", IdTypes.ROLLOUT, Query::rollout);
  private static final Field<Query, String> SELECTOR =
      Field.optional(4, "selector", Types.text(Limits.SELECTOR), Query::selector, "");
  private static final Field<Query, Optional<Model>> MODEL =
      Field.maybe(5, "model", IdTypes.MODEL, Query::model);
  private static final Field<Query, Integer> K = Field.optional(6, "k", Types.SMALL, Query::k, 0);
  private static final Field<Query, Optional<DeviceId>> DEVICE =
      Field.maybe(7, "device", IdTypes.DEVICE, Query::device);

  /** The field table. */
  public static final Table<Query> TABLE =
      new Table<>(
          "query",
          List.of(ID, KIND, ROLLOUT, SELECTOR, MODEL, K, DEVICE),
          row ->
              new Query(
                  row.get(ID),
                  row.get(KIND),
                  row.get(ROLLOUT),
                  row.get(SELECTOR),
                  row.get(MODEL),
                  row.get(K),
                  row.get(DEVICE)));
}

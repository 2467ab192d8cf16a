package dev.weir.protocol.manifest;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Which devices a release accepts.
 *
 * @param hardware hardware revisions; empty: all
 * @param bases versions that it may follow; empty: all
 */
public record Compatibility(Model model, List<String> hardware, List<Version> bases) {
  private static final Field<Compatibility, Model> MODEL =
      Field.required(1, "model", IdTypes.MODEL, Compatibility::model);
  private static final Field<Compatibility, List<String>> HARDWARE =
      Field.optional(
          2,
          "hardware",
          Types.list(Types.text(Limits.TEXT), Limits.LABELS),
          Compatibility::hardware,
          List.of());
  private static final Field<Compatibility, List<Version>> BASES =
      Field.optional(
          3, "bases", Types.list(IdTypes.VERSION, Limits.LABELS), Compatibility::bases, List.of());

  /** The field table. */
  public static final Table<Compatibility> TABLE =
      new Table<>(
          "compatibility",
          List.of(MODEL, HARDWARE, BASES),
          row -> new Compatibility(row.get(MODEL), row.get(HARDWARE), row.get(BASES)));
}

package dev.weir.region.store;

import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import dev.weir.region.device.FullImages;
import java.util.List;
import java.util.Optional;

/**
 * A directive as a region keeps it.
 *
 * @param halted why the region halted it on its own evidence; absent: it did not
 * @param isTold whether global knows of the halt
 * @param excused failures that were known when the rollout was resumed
 * @param fullImages that were given here in place of deltas
 */
public record DirectiveRow(
    Directive directive,
    Optional<String> halted,
    boolean isTold,
    List<FailureCount> excused,
    FullImages fullImages) {
  private static final Field<DirectiveRow, Directive> DIRECTIVE =
      Field.required(1, "directive", Directive.TABLE, DirectiveRow::directive);
  private static final Field<DirectiveRow, Optional<String>> HALTED =
      Field.maybe(2, "halted", Types.text(Limits.TEXT), DirectiveRow::halted);
  private static final Field<DirectiveRow, Boolean> IS_TOLD =
      Field.optional(3, "isTold", Types.FLAG, DirectiveRow::isTold, false);
  private static final Field<DirectiveRow, List<FailureCount>> EXCUSED =
      Field.optional(
          4,
          "excused",
          Types.list(FailureCount.TABLE, Limits.LABELS),
          DirectiveRow::excused,
          List.of());
  private static final Field<DirectiveRow, FullImages> FULL_IMAGES =
      Field.optional(5, "fullImages", FullImages.TABLE, DirectiveRow::fullImages, FullImages.NONE);

  /** The field table, for the store. */
  public static final Table<DirectiveRow> TABLE =
      new Table<>(
          "directive-row",
          List.of(DIRECTIVE, HALTED, IS_TOLD, EXCUSED, FULL_IMAGES),
          row ->
              new DirectiveRow(
                  row.get(DIRECTIVE),
                  row.get(HALTED),
                  row.get(IS_TOLD),
                  row.get(EXCUSED),
                  row.get(FULL_IMAGES)));

  public static final Codec<DirectiveRow> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  /** A directive as it came. */
  public static DirectiveRow of(Directive directive) {
    return new DirectiveRow(directive, Optional.empty(), false, List.of(), FullImages.NONE);
  }
}

package dev.weir.region.device;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Full images that a rollout gives in this region to devices that could not apply their delta. Kept
 * with the rollout: it outlives the devices that they were given to.
 *
 * @param each what one takes at most, in bytes; 0: not known yet, or the release has none
 * @param devices that one was given to
 * @param bytes that were given
 */
public record FullImages(long each, int devices, long bytes) {
  /** None was given, and nothing is known of the release. */
  public static final FullImages NONE = new FullImages(0, 0, 0);

  private static final Field<FullImages, Long> EACH =
      Field.required(1, "each", Types.COUNT, FullImages::each);
  private static final Field<FullImages, Integer> DEVICES =
      Field.required(2, "devices", Types.SMALL, FullImages::devices);
  private static final Field<FullImages, Long> BYTES =
      Field.required(3, "bytes", Types.COUNT, FullImages::bytes);

  /** The field table, for the store. */
  public static final Table<FullImages> TABLE =
      new Table<>(
          "full-images",
          List.of(EACH, DEVICES, BYTES),
          row -> new FullImages(row.get(EACH), row.get(DEVICES), row.get(BYTES)));

  /** Whether one more stays within the budget, in bytes. */
  public boolean hasRoom(long budget) {
    return each > 0 && each <= budget - bytes;
  }

  /** With one more. */
  public FullImages given() {
    return new FullImages(each, devices + 1, bytes + each);
  }

  /** Now that it is known what one takes. */
  public FullImages each(long size) {
    return new FullImages(size, devices, bytes);
  }
}

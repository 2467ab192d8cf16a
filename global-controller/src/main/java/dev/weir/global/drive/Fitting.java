package dev.weir.global.drive;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.List;

/** As much of a list as one answer holds. */
final class Fitting {
  /** Room for what stands around the items. */
  private static final int FRAME = 64 * 1024;

  private Fitting() {}

  /** The first items, as many as fit into an answer as JSON; at least one where there is one. */
  static <T> List<T> first(Codec<T> codec, List<T> items) {
    List<T> fitting = new ArrayList<>();
    long size = 0;
    for (T item : items) {
      size += Bytes.ofUtf8(codec.toJson(item)).size() + 1;
      if (size > Limits.REGION_MESSAGE - FRAME && !fitting.isEmpty()) {
        break;
      }
      fitting.add(item);
    }
    return List.copyOf(fitting);
  }
}

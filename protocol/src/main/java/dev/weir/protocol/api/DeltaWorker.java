package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Who asks for work.
 *
 * @param worker a name of its own for each job that is built at a time; 1 to 64 characters
 */
public record DeltaWorker(String worker) {
  private static final Field<DeltaWorker, String> WORKER =
      Field.required(1, "worker", Types.text(Limits.WORKER), DeltaWorker::worker);

  /** The field table. */
  public static final Table<DeltaWorker> TABLE =
      new Table<>("delta-worker", List.of(WORKER), row -> new DeltaWorker(row.get(WORKER)));

  public static final Codec<DeltaWorker> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public DeltaWorker {
    if (worker.isBlank()) {
      throw new IllegalArgumentException("worker must be a name");
    }
  }
}

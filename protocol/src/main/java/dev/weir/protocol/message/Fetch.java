package dev.weir.protocol.message;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** How often one artifact was fetched from global. */
public record Fetch(Digest artifact, int times, long bytes) {
  private static final Field<Fetch, Digest> ARTIFACT =
      Field.required(1, "artifact", Types.DIGEST, Fetch::artifact);
  private static final Field<Fetch, Integer> TIMES =
      Field.required(2, "times", Types.SMALL, Fetch::times);
  private static final Field<Fetch, Long> BYTES =
      Field.required(3, "bytes", Types.COUNT, Fetch::bytes);

  /** The field table. */
  public static final Table<Fetch> TABLE =
      new Table<>(
          "fetch",
          List.of(ARTIFACT, TIMES, BYTES),
          row -> new Fetch(row.get(ARTIFACT), row.get(TIMES), row.get(BYTES)));
}

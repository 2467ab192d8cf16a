package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Packs of the telemetry spool, oldest first, above its acknowledged cursor. Source:
 * docs/protocol.md, 4.11 to 4.14.
 *
 * @param stream names the spool: drawn at random when its store is made
 */
public record Readings(long stream, List<Pack> packs) implements Uplink {
  private static final Field<Readings, Long> STREAM =
      Field.required(1, "stream", Types.BITS, Readings::stream);
  private static final Field<Readings, List<Pack>> PACKS =
      Field.required(2, "packs", Types.list(Pack.TABLE, Limits.PACKS), Readings::packs);

  /** The field table. */
  public static final Table<Readings> TABLE =
      new Table<>(
          "readings", List.of(STREAM, PACKS), row -> new Readings(row.get(STREAM), row.get(PACKS)));

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.readings(this);
  }
}

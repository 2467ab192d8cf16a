package dev.weir.protocol.message;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Telemetry readings that are kept and sent together, as SenML in CBOR (RFC 8428).
 *
 * @param sequence rises with each pack of a spool, from 1; a dropped one leaves a gap
 * @param body a SenML pack, see {@code dev.weir.protocol.telemetry.SenMl}
 */
public record Pack(long sequence, Bytes body) {
  private static final Field<Pack, Long> SEQUENCE =
      Field.required(1, "sequence", Types.COUNT, Pack::sequence);
  private static final Field<Pack, Bytes> BODY =
      Field.required(2, "body", Types.bytes(Limits.ENTRY), Pack::body);

  /** The field table. */
  public static final Table<Pack> TABLE =
      new Table<>(
          "pack", List.of(SEQUENCE, BODY), row -> new Pack(row.get(SEQUENCE), row.get(BODY)));
}

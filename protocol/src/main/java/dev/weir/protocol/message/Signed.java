package dev.weir.protocol.message;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A statement and its signatures, which cover the statement's kind and its exact bytes. Source:
 * docs/protocol.md, section 5.
 */
public record Signed(Bytes statement, List<Signature> signatures) {
  private static final Field<Signed, Bytes> STATEMENT =
      Field.required(1, "statement", Types.bytes(Limits.MANIFEST), Signed::statement);
  private static final Field<Signed, List<Signature>> SIGNATURES =
      Field.required(
          2, "signatures", Types.list(Signature.TABLE, Limits.SIGNATURES), Signed::signatures);

  /** The field table. */
  public static final Table<Signed> TABLE =
      new Table<>(
          "signed",
          List.of(STATEMENT, SIGNATURES),
          row -> new Signed(row.get(STATEMENT), row.get(SIGNATURES)));

  public static final Codec<Signed> CODEC = Codec.of(TABLE, Limits.MANIFEST);
}

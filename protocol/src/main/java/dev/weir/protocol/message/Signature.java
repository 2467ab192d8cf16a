package dev.weir.protocol.message;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * One signature (Ed25519, RFC 8032).
 *
 * @param key the public key's digest
 */
public record Signature(Digest key, Bytes value) {
  private static final Field<Signature, Digest> KEY =
      Field.required(1, "key", Types.DIGEST, Signature::key);
  private static final Field<Signature, Bytes> VALUE =
      Field.required(2, "value", Types.bytes(64), Signature::value);

  /** The field table. */
  public static final Table<Signature> TABLE =
      new Table<>(
          "signature", List.of(KEY, VALUE), row -> new Signature(row.get(KEY), row.get(VALUE)));
}

package dev.weir.protocol.api;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A public key of a release signer.
 *
 * @param key Ed25519, 32 bytes
 */
public record KeyView(Bytes key) {
  private static final Field<KeyView, Bytes> KEY =
      Field.required(1, "key", Types.bytes(64), KeyView::key);

  /** The field table. */
  public static final Table<KeyView> TABLE =
      new Table<>("key-view", List.of(KEY), row -> new KeyView(row.get(KEY)));

  public static final Codec<KeyView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

package dev.weir.global.store;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * Who has joined, with the certificate that it got, so that a repeated request gets the same.
 *
 * @param uri as its certificate says, such as {@code urn:weir:device:pump-1}
 * @param publicKey digest of the certified public key
 * @param certificates PEM
 */
public record Member(String uri, Digest publicKey, String certificates) {
  private static final Field<Member, String> URI =
      Field.required(1, "uri", Types.text(Limits.TEXT), Member::uri);
  private static final Field<Member, Digest> PUBLIC_KEY =
      Field.required(2, "publicKey", Types.DIGEST, Member::publicKey);
  private static final Field<Member, String> CERTIFICATES =
      Field.required(3, "certificates", Types.text(Limits.PEM), Member::certificates);

  /** How it is stored. */
  public static final Table<Member> TABLE =
      new Table<>(
          "member",
          List.of(URI, PUBLIC_KEY, CERTIFICATES),
          row -> new Member(row.get(URI), row.get(PUBLIC_KEY), row.get(CERTIFICATES)));

  public static final Codec<Member> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);
}

package dev.weir.protocol.api;

import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a new member needs to reach global for the first time; holds a secret.
 *
 * @param address of global's API
 * @param authorities trust anchors, PEM
 */
public record JoinFile(
    URI address, String authorities, String token, MemberKind kind, Instant validUntil) {
  private static final Field<JoinFile, URI> ADDRESS =
      Field.required(1, "address", IdTypes.ADDRESS, JoinFile::address);
  private static final Field<JoinFile, String> AUTHORITIES =
      Field.required(2, "authorities", Types.text(Limits.PEM), JoinFile::authorities);
  private static final Field<JoinFile, String> TOKEN =
      Field.required(3, "token", Types.text(Limits.TEXT), JoinFile::token);
  private static final Field<JoinFile, MemberKind> KIND =
      Field.required(4, "kind", Types.choice(MemberKind.class), JoinFile::kind);
  private static final Field<JoinFile, Instant> VALID_UNTIL =
      Field.required(5, "validUntil", Types.INSTANT, JoinFile::validUntil);

  /** The field table. */
  public static final Table<JoinFile> TABLE =
      new Table<>(
          "join-file",
          List.of(ADDRESS, AUTHORITIES, TOKEN, KIND, VALID_UNTIL),
          row ->
              new JoinFile(
                  row.get(ADDRESS),
                  row.get(AUTHORITIES),
                  row.get(TOKEN),
                  row.get(KIND),
                  row.get(VALID_UNTIL)));

  public static final Codec<JoinFile> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

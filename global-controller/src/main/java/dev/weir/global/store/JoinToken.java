package dev.weir.global.store;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A one-time join token. Only its digest is kept.
 *
 * @param hash digest of the token's text
 * @param region where the device that joins with it is pinned
 * @param usedBy URI of the member that it let in
 */
public record JoinToken(
    Digest hash,
    MemberKind kind,
    Instant validUntil,
    Optional<RegionId> region,
    Optional<String> usedBy) {
  private static final Field<JoinToken, Digest> HASH =
      Field.required(1, "hash", Types.DIGEST, JoinToken::hash);
  private static final Field<JoinToken, MemberKind> KIND =
      Field.required(2, "kind", Types.choice(MemberKind.class), JoinToken::kind);
  private static final Field<JoinToken, Instant> VALID_UNTIL =
      Field.required(3, "validUntil", Types.INSTANT, JoinToken::validUntil);
  private static final Field<JoinToken, Optional<RegionId>> REGION =
      Field.maybe(4, "region", IdTypes.REGION, JoinToken::region);
  private static final Field<JoinToken, Optional<String>> USED_BY =
      Field.maybe(5, "usedBy", Types.text(Limits.TEXT), JoinToken::usedBy);

  /** How it is stored. */
  public static final Table<JoinToken> TABLE =
      new Table<>(
          "join-token",
          List.of(HASH, KIND, VALID_UNTIL, REGION, USED_BY),
          row ->
              new JoinToken(
                  row.get(HASH),
                  row.get(KIND),
                  row.get(VALID_UNTIL),
                  row.get(REGION),
                  row.get(USED_BY)));

  public static final Codec<JoinToken> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  public JoinToken used(String member) {
    return new JoinToken(hash, kind, validUntil, region, Optional.of(member));
  }

  public JoinToken endingAt(Instant end) {
    return new JoinToken(hash, kind, end, region, usedBy);
  }
}

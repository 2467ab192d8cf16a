package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a one-time join token.
 *
 * @param region where the device that joins with it is pinned; absent: the partition decides
 */
public record TokenRequest(MemberKind kind, Duration validFor, Optional<RegionId> region) {
  private static final Field<TokenRequest, MemberKind> KIND =
      Field.required(1, "kind", Types.choice(MemberKind.class), TokenRequest::kind);
  private static final Field<TokenRequest, Duration> VALID_FOR =
      Field.optional(2, "validFor", Types.DURATION, TokenRequest::validFor, Duration.ofDays(7));
  private static final Field<TokenRequest, Optional<RegionId>> REGION =
      Field.maybe(3, "region", IdTypes.REGION, TokenRequest::region);

  /** The field table. */
  public static final Table<TokenRequest> TABLE =
      new Table<>(
          "token-request",
          List.of(KIND, VALID_FOR, REGION),
          row -> new TokenRequest(row.get(KIND), row.get(VALID_FOR), row.get(REGION)));

  public static final Codec<TokenRequest> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}

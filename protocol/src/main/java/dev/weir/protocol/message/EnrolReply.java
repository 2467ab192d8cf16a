package dev.weir.protocol.message;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What a new member needs.
 *
 * @param certificates its own certificate and the chain, PEM; empty where a member asks again and
 *     they are not kept any more
 * @param authorities trust anchors, PEM
 * @param releaseKeys Ed25519 public keys of release signers
 * @param region who serves the device
 * @param endpoints of that region
 */
public record EnrolReply(
    String certificates,
    String authorities,
    List<Bytes> releaseKeys,
    Optional<RegionId> region,
    List<Endpoint> endpoints) {
  private static final Field<EnrolReply, String> CERTIFICATES =
      Field.required(1, "certificates", Types.text(Limits.PEM), EnrolReply::certificates);
  private static final Field<EnrolReply, String> AUTHORITIES =
      Field.required(2, "authorities", Types.text(Limits.PEM), EnrolReply::authorities);
  private static final Field<EnrolReply, List<Bytes>> RELEASE_KEYS =
      Field.required(
          3,
          "releaseKeys",
          Types.list(Types.bytes(64), Limits.SIGNATURES),
          EnrolReply::releaseKeys);
  private static final Field<EnrolReply, Optional<RegionId>> REGION =
      Field.maybe(4, "region", IdTypes.REGION, EnrolReply::region);
  private static final Field<EnrolReply, List<Endpoint>> ENDPOINTS =
      Field.optional(
          5,
          "endpoints",
          Types.list(Endpoint.TABLE, Limits.LABELS),
          EnrolReply::endpoints,
          List.of());

  /** The field table. */
  public static final Table<EnrolReply> TABLE =
      new Table<>(
          "enrol-reply",
          List.of(CERTIFICATES, AUTHORITIES, RELEASE_KEYS, REGION, ENDPOINTS),
          row ->
              new EnrolReply(
                  row.get(CERTIFICATES),
                  row.get(AUTHORITIES),
                  row.get(RELEASE_KEYS),
                  row.get(REGION),
                  row.get(ENDPOINTS)));

  public static final Codec<EnrolReply> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);
}

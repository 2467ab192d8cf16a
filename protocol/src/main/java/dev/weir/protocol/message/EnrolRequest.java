package dev.weir.protocol.message;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A new member asks for its certificate with a one-time join token.
 *
 * @param name canonical id of the region or device
 * @param csr PKCS #10 (RFC 2986) in PEM, P-256
 * @param reportKey a device's Ed25519 public key
 */
public record EnrolRequest(
    MemberKind kind,
    String token,
    String name,
    String csr,
    Bytes reportKey,
    Optional<Model> model,
    String hardware,
    Optional<SiteId> site,
    Map<String, String> labels) {
  private static final Field<EnrolRequest, MemberKind> KIND =
      Field.required(1, "kind", Types.choice(MemberKind.class), EnrolRequest::kind);
  private static final Field<EnrolRequest, String> TOKEN =
      Field.required(2, "token", Types.text(Limits.TEXT), EnrolRequest::token);
  private static final Field<EnrolRequest, String> NAME =
      Field.required(3, "name", Types.text(Limits.TEXT), EnrolRequest::name);
  private static final Field<EnrolRequest, String> CSR =
      Field.required(4, "csr", Types.text(Limits.PEM), EnrolRequest::csr);
  private static final Field<EnrolRequest, Bytes> REPORT_KEY =
      Field.optional(5, "reportKey", Types.bytes(64), EnrolRequest::reportKey, Bytes.EMPTY);
  private static final Field<EnrolRequest, Optional<Model>> MODEL =
      Field.maybe(6, "model", IdTypes.MODEL, EnrolRequest::model);
  private static final Field<EnrolRequest, String> HARDWARE =
      Field.optional(7, "hardware", Types.text(Limits.TEXT), EnrolRequest::hardware, "");
  private static final Field<EnrolRequest, Optional<SiteId>> SITE =
      Field.maybe(8, "site", IdTypes.SITE, EnrolRequest::site);
  private static final Field<EnrolRequest, Map<String, String>> LABELS =
      Field.optional(9, "labels", IdTypes.LABELS, EnrolRequest::labels, Map.of());

  /** The field table. */
  public static final Table<EnrolRequest> TABLE =
      new Table<>(
          "enrol-request",
          List.of(KIND, TOKEN, NAME, CSR, REPORT_KEY, MODEL, HARDWARE, SITE, LABELS),
          row ->
              new EnrolRequest(
                  row.get(KIND),
                  row.get(TOKEN),
                  row.get(NAME),
                  row.get(CSR),
                  row.get(REPORT_KEY),
                  row.get(MODEL),
                  row.get(HARDWARE),
                  row.get(SITE),
                  row.get(LABELS)));

  public static final Codec<EnrolRequest> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);
}

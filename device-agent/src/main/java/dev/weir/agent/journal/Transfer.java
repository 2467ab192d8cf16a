package dev.weir.agent.journal;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What an action chose to download.
 *
 * @param codec of the payload, by name
 */
public record Transfer(Digest payload, String codec, long payloadBytes, long imageBytes) {
  private static final Field<Transfer, Digest> PAYLOAD =
      Field.required(1, "payload", Types.DIGEST, Transfer::payload);
  private static final Field<Transfer, String> CODEC =
      Field.required(2, "codec", Types.text(Limits.TEXT), Transfer::codec);
  private static final Field<Transfer, Long> PAYLOAD_BYTES =
      Field.required(3, "payloadBytes", Types.COUNT, Transfer::payloadBytes);
  private static final Field<Transfer, Long> IMAGE_BYTES =
      Field.required(4, "imageBytes", Types.COUNT, Transfer::imageBytes);

  /** The field table. */
  public static final Table<Transfer> TABLE =
      new Table<>(
          "transfer",
          List.of(PAYLOAD, CODEC, PAYLOAD_BYTES, IMAGE_BYTES),
          row ->
              new Transfer(
                  row.get(PAYLOAD), row.get(CODEC), row.get(PAYLOAD_BYTES), row.get(IMAGE_BYTES)));

  static Transfer of(Manifest manifest, Payload payload) {
    return new Transfer(
        payload.digest(), payload.codec().name(), payload.size(), manifest.imageBytes());
  }
}

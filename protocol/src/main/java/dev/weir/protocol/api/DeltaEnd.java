package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * One end of a delta.
 *
 * @param image its digest
 * @param imageBytes size of the decoded image
 * @param full the payload that it is decoded from, an artifact
 */
public record DeltaEnd(
    ReleaseId release, Version version, Digest image, long imageBytes, Payload full) {
  private static final Field<DeltaEnd, ReleaseId> RELEASE =
      Field.required(1, "release", IdTypes.RELEASE, DeltaEnd::release);
  private static final Field<DeltaEnd, Version> VERSION =
      Field.required(2, "version", IdTypes.VERSION, DeltaEnd::version);
  private static final Field<DeltaEnd, Digest> IMAGE =
      Field.required(3, "image", Types.DIGEST, DeltaEnd::image);
  private static final Field<DeltaEnd, Long> IMAGE_BYTES =
      Field.required(4, "imageBytes", Types.COUNT, DeltaEnd::imageBytes);
  private static final Field<DeltaEnd, Payload> FULL =
      Field.required(5, "full", Payload.TABLE, DeltaEnd::full);

  /** The field table. */
  public static final Table<DeltaEnd> TABLE =
      new Table<>(
          "delta-end",
          List.of(RELEASE, VERSION, IMAGE, IMAGE_BYTES, FULL),
          row ->
              new DeltaEnd(
                  row.get(RELEASE),
                  row.get(VERSION),
                  row.get(IMAGE),
                  row.get(IMAGE_BYTES),
                  row.get(FULL)));
}

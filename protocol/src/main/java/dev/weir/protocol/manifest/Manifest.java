package dev.weir.protocol.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * The signed description of a release. Source: docs/protocol.md, section 5.
 *
 * @param counter rises with each release of a model; a device accepts only a higher one
 * @param image the whole image's digest
 * @param payloads at least one; in no particular order. Those in codecs that came later are left
 *     out
 */
public record Manifest(
    ReleaseId release,
    Version version,
    long counter,
    Instant createdAt,
    Compatibility compatibility,
    ImageFormat format,
    Digest image,
    long imageBytes,
    List<Payload> payloads,
    Health health) {
  private static final Field<Manifest, ReleaseId> RELEASE =
      Field.required(1, "release", IdTypes.RELEASE, Manifest::release);
  private static final Field<Manifest, Version> VERSION =
      Field.required(2, "version", IdTypes.VERSION, Manifest::version);
  private static final Field<Manifest, Long> COUNTER =
      Field.required(3, "counter", Types.COUNT, Manifest::counter);
  private static final Field<Manifest, Instant> CREATED_AT =
      Field.required(4, "createdAt", Types.INSTANT, Manifest::createdAt);
  private static final Field<Manifest, Compatibility> COMPATIBILITY =
      Field.required(5, "compatibility", Compatibility.TABLE, Manifest::compatibility);
  private static final Field<Manifest, ImageFormat> FORMAT =
      Field.required(6, "format", Types.choice(ImageFormat.class), Manifest::format);
  private static final Field<Manifest, Digest> IMAGE =
      Field.required(7, "image", Types.DIGEST, Manifest::image);
  private static final Field<Manifest, Long> IMAGE_BYTES =
      Field.required(8, "imageBytes", Types.COUNT, Manifest::imageBytes);
  private static final Field<Manifest, List<Payload>> PAYLOADS =
      Field.required(
          9, "payloads", Types.listOfKnown(Payload.TABLE, Limits.PAYLOADS), Manifest::payloads);
  private static final Field<Manifest, Health> HEALTH =
      Field.required(10, "health", Health.TABLE, Manifest::health);

  /** The field table. */
  public static final Table<Manifest> TABLE =
      new Table<>(
          "manifest",
          List.of(
              RELEASE,
              VERSION,
              COUNTER,
              CREATED_AT,
              COMPATIBILITY,
              FORMAT,
              IMAGE,
              IMAGE_BYTES,
              PAYLOADS,
              HEALTH),
          row ->
              new Manifest(
                  row.get(RELEASE),
                  row.get(VERSION),
                  row.get(COUNTER),
                  row.get(CREATED_AT),
                  row.get(COMPATIBILITY),
                  row.get(FORMAT),
                  row.get(IMAGE),
                  row.get(IMAGE_BYTES),
                  row.get(PAYLOADS),
                  row.get(HEALTH)));

  public static final Codec<Manifest> CODEC = Codec.of(TABLE, Limits.MANIFEST);

  public Manifest {
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException(
          "payloads must have at least one whose codec is known here");
    }
    payloads = List.copyOf(payloads);
  }

  /** The same with one way to the image: what is kept once a device has chosen. */
  public Manifest only(Payload payload) {
    return new Manifest(
        release,
        version,
        counter,
        createdAt,
        compatibility,
        format,
        image,
        imageBytes,
        List.of(payload),
        health);
  }
}

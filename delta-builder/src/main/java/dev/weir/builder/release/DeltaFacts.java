package dev.weir.builder.release;

import dev.weir.builder.codec.CodecName;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a delta in a file is for, and what decoding it needs. Sizes are in bytes.
 *
 * @param codec its name, such as {@code mixed-1M}
 * @param bytes of the file
 * @param imageBytes of the image that it makes
 * @param image what it makes; absent where the format does not say, as of other programs
 * @param baseBytes of what it is applied to; absent likewise
 * @param base what it is applied to; absent likewise
 * @param memoryBytes what decoding it needs at most
 * @param scratchBytes what decoding it writes beside the image
 * @param found instruction sets and containers that its encoder made use of
 * @param endFound whether the file is known to end where it must: by the sizes in it, or since it
 *     was decoded; else only decoding shows whether it is whole
 */
public record DeltaFacts(
    String codec,
    long bytes,
    long imageBytes,
    Optional<Digest> image,
    Optional<Long> baseBytes,
    Optional<Digest> base,
    long memoryBytes,
    long scratchBytes,
    List<String> found,
    boolean endFound) {
  private static final Field<DeltaFacts, String> NAME =
      Field.required(1, "codec", Types.text(Limits.TEXT), DeltaFacts::codec);
  private static final Field<DeltaFacts, Long> BYTES =
      Field.required(2, "bytes", Types.COUNT, DeltaFacts::bytes);
  private static final Field<DeltaFacts, Long> IMAGE_BYTES =
      Field.required(3, "imageBytes", Types.COUNT, DeltaFacts::imageBytes);
  private static final Field<DeltaFacts, Optional<Digest>> IMAGE =
      Field.maybe(4, "image", Types.DIGEST, DeltaFacts::image);
  private static final Field<DeltaFacts, Optional<Long>> BASE_BYTES =
      Field.maybe(5, "baseBytes", Types.COUNT, DeltaFacts::baseBytes);
  private static final Field<DeltaFacts, Optional<Digest>> BASE =
      Field.maybe(6, "base", Types.DIGEST, DeltaFacts::base);
  private static final Field<DeltaFacts, Long> MEMORY =
      Field.required(7, "memoryBytes", Types.COUNT, DeltaFacts::memoryBytes);
  private static final Field<DeltaFacts, Long> SCRATCH =
      Field.required(8, "scratchBytes", Types.COUNT, DeltaFacts::scratchBytes);
  private static final Field<DeltaFacts, List<String>> FOUND =
      Field.required(
          9, "found", Types.list(Types.text(Limits.TEXT), Limits.LIST), DeltaFacts::found);
  private static final Field<DeltaFacts, Boolean> END_FOUND =
      Field.required(10, "endFound", Types.FLAG, DeltaFacts::endFound);

  /** As one JSON object. */
  public static final Codec<DeltaFacts> CODEC =
      Codec.of(
          new Table<>(
              "delta-facts",
              List.of(
                  NAME,
                  BYTES,
                  IMAGE_BYTES,
                  IMAGE,
                  BASE_BYTES,
                  BASE,
                  MEMORY,
                  SCRATCH,
                  FOUND,
                  END_FOUND),
              row ->
                  new DeltaFacts(
                      row.get(NAME),
                      row.get(BYTES),
                      row.get(IMAGE_BYTES),
                      row.get(IMAGE),
                      row.get(BASE_BYTES),
                      row.get(BASE),
                      row.get(MEMORY),
                      row.get(SCRATCH),
                      row.get(FOUND),
                      row.get(END_FOUND))),
          Limits.DEVICE_MESSAGE);

  /** The same of a delta that was decoded. */
  public DeltaFacts proven() {
    return new DeltaFacts(
        codec, bytes, imageBytes, image, baseBytes, base, memoryBytes, scratchBytes, found, true);
  }

  public DeltaFacts {
    found = List.copyOf(found);
  }

  /**
   * Reads them, of any format that is known.
   *
   * @throws dev.weir.patcher.format.BadPayload where the file is no delta, or is seen to be cut off
   *     or to go on after its end
   */
  public static DeltaFacts of(Path delta) throws IOException {
    PatchFormat format = PatchFormat.of(delta);
    return format == PatchFormat.MIXED
        ? of(delta, Deltas.inspect(delta))
        : of(delta, format, ForeignSizes.of(new FilePayload(delta), format));
  }

  private static DeltaFacts of(Path delta, MixedHeader header) throws IOException {
    long memory = MixedMemory.of(header);
    return new DeltaFacts(
        CodecName.of(header.isLzma() ? PayloadCodec.MIXED_LZMA : PayloadCodec.MIXED, memory),
        Files.size(delta),
        header.imageBytes(),
        Optional.of(header.image()),
        Optional.of(header.baseBytes()),
        Optional.of(header.base()),
        memory,
        header.scratch(),
        found(header),
        StreamEnd.isFound(delta, header));
  }

  private static DeltaFacts of(Path delta, PatchFormat format, ForeignSizes sizes)
      throws IOException {
    return new DeltaFacts(
        format.toString(),
        Files.size(delta),
        sizes.imageBytes(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        sizes.memory(),
        0,
        List.of(),
        sizes.endFound());
  }

  /** Instruction sets and kinds of containers, such as {@code thumb}. */
  public static List<String> found(MixedHeader header) {
    return Stream.concat(
            header.instructionSets().stream().map(Enum::name),
            header.pieceKinds().stream().map(Enum::name))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }
}

package dev.weir.protocol.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * One way to get the image: what is downloaded and applied.
 *
 * @param digest names the artifact
 * @param size in bytes
 * @param base the image that a delta starts from; absent for a full image
 * @param memory what the decoder needs, in bytes
 * @param chunkBytes size of each chunk but the last, 1 KiB to 1 MiB
 * @param chunks digest of each chunk, in order
 */
public record Payload(
    PayloadCodec codec,
    Digest digest,
    long size,
    Optional<Digest> base,
    long memory,
    int chunkBytes,
    List<Digest> chunks) {
  private static final Field<Payload, PayloadCodec> CODEC =
      Field.required(1, "codec", Types.choice(PayloadCodec.class), Payload::codec);
  private static final Field<Payload, Digest> DIGEST =
      Field.required(2, "digest", Types.DIGEST, Payload::digest);
  private static final Field<Payload, Long> SIZE =
      Field.required(3, "size", Types.COUNT, Payload::size);
  private static final Field<Payload, Optional<Digest>> BASE =
      Field.maybe(4, "base", Types.DIGEST, Payload::base);
  private static final Field<Payload, Long> MEMORY =
      Field.required(5, "memory", Types.COUNT, Payload::memory);
  private static final Field<Payload, Integer> CHUNK_BYTES =
      Field.required(6, "chunkBytes", Types.SMALL, Payload::chunkBytes);
  private static final Field<Payload, List<Digest>> CHUNKS =
      Field.required(7, "chunks", Types.list(Types.DIGEST, Limits.CHUNKS), Payload::chunks);

  /** The field table. */
  public static final Table<Payload> TABLE =
      new Table<>(
          "payload",
          List.of(CODEC, DIGEST, SIZE, BASE, MEMORY, CHUNK_BYTES, CHUNKS),
          row ->
              new Payload(
                  row.get(CODEC),
                  row.get(DIGEST),
                  row.get(SIZE),
                  row.get(BASE),
                  row.get(MEMORY),
                  row.get(CHUNK_BYTES),
                  row.get(CHUNKS)));

  public Payload {
    long expected = (size + chunkBytes - 1) / Math.max(chunkBytes, 1);
    if (chunkBytes < MIN_CHUNK || chunkBytes > MAX_CHUNK) {
      throw new IllegalArgumentException(
          "chunkBytes must be from " + MIN_CHUNK + " to " + MAX_CHUNK + "; found " + chunkBytes);
    }
    if (expected != chunks.size()) {
      throw new IllegalArgumentException(
          "chunks must be " + expected + " for this size; found " + chunks.size());
    }
    if ((codec == PayloadCodec.XZ) == base.isPresent()) {
      throw new IllegalArgumentException("a delta has a base and a full image has none");
    }
    chunks = List.copyOf(chunks);
  }

  public static final int MIN_CHUNK = 1024;
  public static final int MAX_CHUNK = 1024 * 1024;

  /** Length of the chunk with this number, in bytes. */
  public int chunkLength(int chunk) {
    return (int) Math.min(chunkBytes, size - (long) chunk * chunkBytes);
  }
}

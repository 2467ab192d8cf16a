package dev.weir.builder.bench;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What another tool made of one pair.
 *
 * @param bytes of its patch
 * @param isSmall whether its decoder is known to do with 1 MiB
 * @param encodeMicros processor time of its process, user and system; absent where the tool was not
 *     run and its size is known from before
 * @param decodeMicros the same, of decoding
 */
public record PeerFigures(
    String peer,
    long bytes,
    boolean isSmall,
    Optional<Long> encodeMicros,
    Optional<Long> decodeMicros) {
  private static final Field<PeerFigures, String> PEER =
      Field.required(1, "peer", Types.text(Limits.TEXT), PeerFigures::peer);
  private static final Field<PeerFigures, Long> BYTES =
      Field.required(2, "bytes", Types.COUNT, PeerFigures::bytes);
  private static final Field<PeerFigures, Boolean> SMALL =
      Field.required(3, "decodesInOneMib", Types.FLAG, PeerFigures::isSmall);
  private static final Field<PeerFigures, Optional<Long>> ENCODE =
      Field.maybe(4, "encodeCpuMicros", Types.COUNT, PeerFigures::encodeMicros);
  private static final Field<PeerFigures, Optional<Long>> DECODE =
      Field.maybe(5, "decodeCpuMicros", Types.COUNT, PeerFigures::decodeMicros);

  static final Table<PeerFigures> TABLE =
      new Table<>(
          "peer-figures",
          List.of(PEER, BYTES, SMALL, ENCODE, DECODE),
          row ->
              new PeerFigures(
                  row.get(PEER), row.get(BYTES), row.get(SMALL), row.get(ENCODE), row.get(DECODE)));
}

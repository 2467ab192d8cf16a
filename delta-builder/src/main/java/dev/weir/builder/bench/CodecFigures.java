package dev.weir.builder.bench;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What one of our codecs made of one pair. Processor time is of one thread, in microseconds.
 *
 * @param bytes of the payload
 * @param chosen what the encoder found the images to be, such as an instruction set; empty where it
 *     did not look
 * @param isMachineCode whether an instruction set was chosen for the images as they are
 * @param memoryBytes what decoding needs at most, as declared
 * @param isMemoryProven whether a process with that much heap, and 6 MiB, decoded it
 * @param agentMicros a first decoding under an agent's flags; absent where it was not asked for, or
 *     does not fit into an agent's heap
 */
public record CodecFigures(
    String codec,
    Tier tier,
    long bytes,
    String chosen,
    boolean isMachineCode,
    long encodeMicros,
    long decodeMicros,
    long memoryBytes,
    boolean isMemoryProven,
    Optional<Long> agentMicros) {
  private static final Field<CodecFigures, String> CODEC =
      Field.required(1, "codec", Types.text(Limits.TEXT), CodecFigures::codec);
  private static final Field<CodecFigures, Tier> TIER =
      Field.required(2, "tier", Tier.TYPE, CodecFigures::tier);
  private static final Field<CodecFigures, Long> BYTES =
      Field.required(3, "bytes", Types.COUNT, CodecFigures::bytes);
  private static final Field<CodecFigures, String> CHOSEN =
      Field.required(4, "chosen", Types.text(Limits.TEXT), CodecFigures::chosen);
  private static final Field<CodecFigures, Boolean> MACHINE_CODE =
      Field.required(5, "machineCode", Types.FLAG, CodecFigures::isMachineCode);
  private static final Field<CodecFigures, Long> ENCODE =
      Field.required(6, "encodeCpuMicros", Types.COUNT, CodecFigures::encodeMicros);
  private static final Field<CodecFigures, Long> DECODE =
      Field.required(7, "decodeCpuMicros", Types.COUNT, CodecFigures::decodeMicros);
  private static final Field<CodecFigures, Long> MEMORY =
      Field.required(8, "memoryBytes", Types.COUNT, CodecFigures::memoryBytes);
  private static final Field<CodecFigures, Boolean> PROVEN =
      Field.required(9, "memoryProven", Types.FLAG, CodecFigures::isMemoryProven);
  private static final Field<CodecFigures, Optional<Long>> AGENT =
      Field.maybe(10, "agentDecodeCpuMicros", Types.COUNT, CodecFigures::agentMicros);

  static final Table<CodecFigures> TABLE =
      new Table<>(
          "codec-figures",
          List.of(CODEC, TIER, BYTES, CHOSEN, MACHINE_CODE, ENCODE, DECODE, MEMORY, PROVEN, AGENT),
          row ->
              new CodecFigures(
                  row.get(CODEC),
                  row.get(TIER),
                  row.get(BYTES),
                  row.get(CHOSEN),
                  row.get(MACHINE_CODE),
                  row.get(ENCODE),
                  row.get(DECODE),
                  row.get(MEMORY),
                  row.get(PROVEN),
                  row.get(AGENT)));
}

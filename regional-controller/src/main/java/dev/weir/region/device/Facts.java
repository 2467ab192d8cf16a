package dev.weir.region.device;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What the device last said about itself.
 *
 * @param codecs payload codecs that it decodes, by name
 * @param memory that a decoder may use, in bytes
 * @param version the active slot's version
 * @param image the active slot's measured digest
 * @param phase of the action under way, if there is one
 * @param slot that it runs from
 * @param other the version that the inactive slot holds
 */
public record Facts(
    List<String> codecs,
    long memory,
    Version version,
    Digest image,
    Optional<UpdatePhase> phase,
    String transport,
    String slot,
    Optional<Version> other) {
  private static final Field<Facts, List<String>> CODECS =
      Field.optional(
          1,
          "codecs",
          Types.list(Types.text(Limits.TEXT), Limits.LABELS),
          Facts::codecs,
          List.of());
  private static final Field<Facts, Long> MEMORY =
      Field.optional(2, "memory", Types.COUNT, Facts::memory, 0L);
  private static final Field<Facts, Version> VERSION =
      Field.required(3, "version", IdTypes.VERSION, Facts::version);
  private static final Field<Facts, Digest> IMAGE =
      Field.required(4, "image", Types.DIGEST, Facts::image);
  private static final Field<Facts, Optional<UpdatePhase>> PHASE =
      Field.maybe(5, "phase", Types.choice(UpdatePhase.class), Facts::phase);
  private static final Field<Facts, String> TRANSPORT =
      Field.optional(6, "transport", Types.text(Limits.TEXT), Facts::transport, "");

  private static final Field<Facts, String> SLOT =
      Field.optional(7, "slot", Types.text(Limits.TEXT), Facts::slot, "");
  private static final Field<Facts, Optional<Version>> OTHER =
      Field.maybe(8, "other", IdTypes.VERSION, Facts::other);

  /** The field table, for the store. */
  public static final Table<Facts> TABLE =
      new Table<>(
          "facts",
          List.of(CODECS, MEMORY, VERSION, IMAGE, PHASE, TRANSPORT, SLOT, OTHER),
          row ->
              new Facts(
                  row.get(CODECS),
                  row.get(MEMORY),
                  row.get(VERSION),
                  row.get(IMAGE),
                  row.get(PHASE),
                  row.get(TRANSPORT),
                  row.get(SLOT),
                  row.get(OTHER)));

  static Facts of(Hello hello) {
    return new Facts(
        hello.codecs(),
        hello.memory(),
        hello.version(),
        hello.image(),
        hello.phase(),
        hello.transport(),
        hello.slot(),
        hello.other());
  }

  /** After a report, which says all of it but what the device can decode. */
  Facts after(Report report) {
    Optional<UpdatePhase> underWay =
        Optional.of(report.phase()).filter(reached -> !reached.isFinal());
    return new Facts(
        codecs,
        memory,
        report.running(),
        report.image(),
        underWay,
        transport,
        report.slot(),
        report.other());
  }

  Facts with(Optional<UpdatePhase> newPhase) {
    return newPhase.equals(phase)
        ? this
        : new Facts(codecs, memory, version, image, newPhase, transport, slot, other);
  }
}
